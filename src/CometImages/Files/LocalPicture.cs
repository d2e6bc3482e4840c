namespace CometImages.Files;

/// <summary>Saves pictures that are files already.</summary>
static class LocalPicture
{
    /// <summary>Moves a file of the spool, copies any other.</summary>
    /// <exception cref="CometApiException">There is no such file here, it is no picture, or it could not be placed.</exception>
    public static string Save(string path, SaveFolder folder, string name, Spool spool)
    {
        PictureType type = TypeOf(path);
        using PicturePlace place = PicturePlace.In(folder, name);
        Action<string, string, bool> bring = spool.Contains(path) ? FileMove.Move : FileMove.Copy;
        try
        {
            return PictureName.Settle(place.Names(type.Extension), target => bring(path, target.Path, target.Overwrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"The picture could not be placed in '{folder.Folder}' and stays in '{path}': {e.Message}", inner: e);
        }
    }

    static PictureType TypeOf(string path)
    {
        try
        {
            return PictureType.OfFile(path)
                ?? throw new CometApiException(CometErrorKind.NotAnImage, $"The file '{path}' is no picture of a known type.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CometApiException(CometErrorKind.PathOnAnotherMachine, $"There is no file '{path}' on this machine.", inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"The file '{path}' cannot be read: {e.Message}", inner: e);
        }
    }
}
