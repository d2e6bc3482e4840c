using CometImages.Files;

namespace CometImages;

/// <summary>Formats of picture files, by the API's names: <c>png</c>, <c>jpeg</c>, <c>webp</c> and others.</summary>
public static class PictureFormat
{
    /// <summary>The format that a file name's extension asks for, or null.</summary>
    /// <param name="fileName">A file name or path.</param>
    public static string? OfName(string fileName) => PictureType.FormatOf(fileName);

    /// <summary>The format that a file's first bytes tell, or null; also when it cannot be read.</summary>
    /// <param name="path">The file's path.</param>
    public static string? OfFile(string path)
    {
        try
        {
            return PictureType.OfFile(path)?.Format;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
