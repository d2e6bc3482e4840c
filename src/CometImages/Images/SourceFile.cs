using CometImages.Text;

namespace CometImages.Images;

/// <summary>An image file that a request sends, as it was when it was read. A file that changed since then isn't sent.</summary>
sealed class SourceFile
{
    readonly DateTime _lastWriteTimeUtc;

    SourceFile(FileInfo file, ImageDetails? details)
    {
        Path = file.FullName;
        Length = file.Length;
        _lastWriteTimeUtc = file.LastWriteTimeUtc;
        Details = details;
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>Gets what the file shows, or null if it isn't an image in a known format.</summary>
    public ImageDetails? Details { get; }

    /// <summary>Gets the media type that the bytes have, whatever the extension is.</summary>
    public string MediaType => Details?.Format.MediaType ?? "application/octet-stream";

    /// <summary>Gets the name without the folder, and with an extension of the format. Gateways determine the type by the extension.</summary>
    public string Name => Details is null || Details.Format.HasExtension(Path)
        ? System.IO.Path.GetFileName(Path)
        : System.IO.Path.GetFileNameWithoutExtension(Path) + Details.Format.Extension;

    /// <exception cref="CometApiException">The file doesn't exist or can't be read.</exception>
    public static SourceFile Read(string path)
    {
        try
        {
            // The attributes first, because a file that changes in between must not pass as unchanged.
            FileInfo file = new(path);
            return Directory.Exists(path)
                ? throw CreateError($"'{path}' is a folder, not a file.", "To edit the files of a folder, pipe them from Get-ChildItem -File.")
                : !file.Exists
                ? throw CreateError($"The file '{path}' doesn't exist.", "Check the path. To edit several files, pipe them from Get-ChildItem -File.")
                : new SourceFile(file, ImageDetails.FromFile(path));
        }
        catch (Exception e) when (IsFileError(e))
        {
            throw CreateReadError(path, e);
        }
    }

    /// <exception cref="CometApiException">The file changed, or it can't be read.</exception>
    public Stream Open()
    {
        try
        {
            FileStream stream = new(
                Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (stream.Length == Length && File.GetLastWriteTimeUtc(Path) == _lastWriteTimeUtc)
            {
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception e) when (IsFileError(e))
        {
            throw CreateReadError(Path, e);
        }

        throw CreateError($"The file '{Path}' changed after it was checked.", "Run the command again when the file is complete.");
    }

    static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    static CometApiException CreateReadError(string path, Exception cause) => CreateError(
        $"Can't read the file '{path}': {cause.Message.EndSentence()}", "Check the path and the permissions of the file.", cause);

    static CometApiException CreateError(string message, string recommendedAction, Exception? cause = null) =>
        new(CometErrorKind.InvalidRequest, message, recommendedAction, cause) { Param = "image" };
}
