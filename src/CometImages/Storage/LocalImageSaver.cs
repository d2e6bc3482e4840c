using CometImages.Images;

namespace CometImages.Storage;

/// <summary>Saves pictures that are files already.</summary>
static class LocalImageSaver
{
    /// <summary>Moves a file of the spool, copies any other.</summary>
    /// <param name="image">The picture. When it could not be placed, its path is where it is now.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name without extension.</param>
    /// <param name="spool">The spool.</param>
    /// <exception cref="CometApiException">There is no such file here, it is no picture, or it could not be placed.</exception>
    public static string Save(CometImage image, OutputDirectory folder, string name, Spool spool)
    {
        ImageFileFormat type = DetectFormat(image.Path!);
        using ImageDestination place = ImageDestination.ForDirectory(folder, name);
        Action<string, string, bool> moveOrCopy = spool.Contains(image.Path!) ? FileMover.Move : FileMover.Copy;
        try
        {
            return CandidatePath.MoveToFirstAvailable(place.GetCandidatePaths(type.Extension), MoveOrCopy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"The picture could not be placed in '{folder.Folder}' and stays in '{image.Path}': {e.Message}", innerException: e);
        }

        void MoveOrCopy(CandidatePath target)
        {
            try
            {
                moveOrCopy(image.Path!, target.Path, target.Overwrite);
            }
            catch (FileMoveRollbackException e)
            {
                image.Path = e.Path;
                throw;
            }
        }
    }

    static ImageFileFormat DetectFormat(string path)
    {
        try
        {
            return ImageFileFormat.DetectFile(path)
                ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' is no picture of a known type.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CometApiException(CometErrorKind.RemotePath, $"There is no file '{path}' on this machine.", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"The file '{path}' cannot be read: {e.Message}", innerException: e);
        }
    }
}
