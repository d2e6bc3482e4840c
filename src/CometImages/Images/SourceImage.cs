using CometImages.Text;

namespace CometImages.Images;

/// <summary>An image that a request sends: the content of a file, or a URL.</summary>
sealed class SourceImage
{
    public SourceImage(SourceFile file)
    {
        File = file;
        Location = file.Path;
    }

    public SourceImage(string url) => Location = url;

    SourceImage(string url, SourceFile file)
    {
        Location = url;
        File = file;
    }

    /// <summary>Gets the path or the URL.</summary>
    public string Location { get; }

    /// <summary>Gets the file, or null if only the URL is known.</summary>
    public SourceFile? File { get; }

    /// <summary>Gets the SHA-256 hash of an image whose file isn't read, or null if it isn't known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Returns the same image with the file to which its URL was downloaded.</summary>
    public SourceImage WithFile(SourceFile file) => new(Location, file);

    /// <summary>Returns the path, or the URL without its query, which can contain a signature.</summary>
    public override string ToString() => Location.RemoveQuery();
}
