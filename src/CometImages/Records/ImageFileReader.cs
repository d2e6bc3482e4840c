using CometImages.Images;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>Reads image files as images.</summary>
static class ImageFileReader
{
    /// <param name="path">The absolute path of the file.</param>
    /// <exception cref="CometApiException">The file can't be read or isn't an image.</exception>
    public static CometImage Read(string path)
    {
        try
        {
            ImageDetails details = ImageDetails.FromFile(path)
                ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' isn't an image in a known format.");
            CometImage image = new() { Created = File.GetLastWriteTime(path), Index = 1 };
            image.SetFile(path, details);
            return image;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CometApiException(
                CometErrorKind.InvalidImage,
                $"Can't read the file '{path}': {e.Message.EndSentence()}",
                "Check the path and the permissions of the file.",
                e);
        }
    }
}
