namespace CometImages.Files;

/// <summary>Saves pictures that are files already.</summary>
static class LocalPicture
{
    /// <summary>Moves a file of the spool, copies any other.</summary>
    /// <param name="image">The picture. When it could not be placed, its path is where it is now.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name without extension.</param>
    /// <param name="spool">The spool.</param>
    /// <exception cref="CometApiException">There is no such file here, it is no picture, or it could not be placed.</exception>
    public static string Save(CometImage image, SaveFolder folder, string name, Spool spool)
    {
        PictureType type = TypeOf(image.Path!);
        using PicturePlace place = PicturePlace.In(folder, name);
        Action<string, string, bool> bring = spool.Contains(image.Path!) ? FileMove.Move : FileMove.Copy;
        try
        {
            return PictureName.Settle(place.Names(type.Extension), Bring);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"The picture could not be placed in '{folder.Folder}' and stays in '{image.Path}': {e.Message}", inner: e);
        }

        void Bring(PictureName target)
        {
            try
            {
                bring(image.Path!, target.Path, target.Overwrite);
            }
            catch (StrandedFileException e)
            {
                image.Path = e.Path;
                throw;
            }
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
