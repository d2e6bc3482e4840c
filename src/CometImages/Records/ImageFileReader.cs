using CometImages.Images;
using CometImages.Metadata;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>Reads image files as images: from their sidecars, or else from what the files show.</summary>
static class ImageFileReader
{
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="sidecarError">Why the sidecar of the file is ignored, or null.</param>
    /// <exception cref="CometApiException">The file doesn't exist, can't be read, or isn't an image.</exception>
    public static CometImage Read(string path, out CometApiException? sidecarError)
    {
        try
        {
            FileInfo info = new(path);

            // To open a named pipe or a device, which have no length, could block.
            using FileStream? file = info.Length == 0
                ? null
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            ImageDetails details = (file is null ? null : ImageDetails.FromFile(file))
                ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' isn't an image in a known format.", "Specify an image.");
            CometImage image = Sidecar.TryRead(path, info.Length, out sidecarError) ?? new CometImage
            {
                Created = info.LastWriteTime,
                Index = 1,
                Prompt = PromptReader.Read(details.Format, file!),
            };
            image.SetFile(path, details);
            return image;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CometApiException(CometErrorKind.RemotePath, $"The file '{path}' doesn't exist.", "Check the path.", e);
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
