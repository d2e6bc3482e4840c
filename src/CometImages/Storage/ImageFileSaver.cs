using CometImages.Images;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>Saves images that have a file.</summary>
static class ImageFileSaver
{
    /// <summary>Moves a file of the spool, or copies any other.</summary>
    /// <param name="image">The image. If it can't be saved, its path is that of the file as it is then.</param>
    /// <param name="reserve">Reserves the destination.</param>
    /// <param name="spool">The spool.</param>
    /// <exception cref="CometApiException">The file doesn't exist on this computer, isn't an image, or can't be saved.</exception>
    public static ImageSaveResult Save(CometImage image, Func<ImageDestination> reserve, Spool spool)
    {
        ImageDetails details = ReadDetails(image.Path!);
        using ImageDestination destination = reserve();
        Action<string, string, bool> moveOrCopy = GetTransfer(image.Path!, spool);
        try
        {
            return new ImageSaveResult(destination.MoveToFirstAvailable(details.Format.Extension, MoveOrCopy), details, PlacementError: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed,
                $"Couldn't save the image in '{destination.DisplayPath}': {e.Message.EndSentence()} The image is in '{image.Path}'.",
                innerException: e);
        }

        void MoveOrCopy(string target, bool overwriteTarget)
        {
            try
            {
                moveOrCopy(image.Path!, target, overwriteTarget);
            }
            catch (FileMoveRollbackException e)
            {
                image.Path = e.Path;
                throw;
            }
        }
    }

    /// <summary>Gets the method that moves a file of the spool, or copies any other.</summary>
    public static Action<string, string, bool> GetTransfer(string path, Spool spool) => spool.Contains(path) ? FileMover.Move : FileMover.Copy;

    /// <summary>Reads what a file shows.</summary>
    /// <exception cref="CometApiException">The file doesn't exist on this computer, isn't an image, or can't be read.</exception>
    public static ImageDetails ReadDetails(string path)
    {
        try
        {
            return ImageDetails.FromFile(path)
                ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' isn't an image in a known format.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CometApiException(CometErrorKind.RemotePath, $"The file '{path}' doesn't exist on this computer.", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed,
                $"Can't read the file '{path}': {e.Message.EndSentence()}",
                "Check the path and the permissions of the file.",
                e);
        }
    }
}
