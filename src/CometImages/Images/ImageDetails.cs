namespace CometImages.Images;

/// <summary>What an image's file shows.</summary>
sealed record ImageDetails(ImageFileFormat Format, ImageHeader Header)
{
    /// <summary>Returns what a file shows, or null if its format is unknown.</summary>
    public static ImageDetails? FromFile(string path)
    {
        // The few reads need no buffer.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return FromFile(file);
    }

    /// <summary>Returns what a file shows, or null if its format is unknown.</summary>
    public static ImageDetails? FromFile(Stream file)
    {
        Span<byte> buffer = stackalloc byte[ImageFileFormat.MaxSignatureLength];
        if (ImageFileFormat.Detect(new ImageHeaderReader(file).ReadUpTo(buffer), out _) is not { } format)
        {
            return null;
        }

        file.Position = 0;
        return new ImageDetails(format, format.ReadHeader(file));
    }

    /// <summary>Returns what a file shows, or null if its format is unknown or the file can't be read.</summary>
    public static ImageDetails? TryFromFile(string path) => TryRead(path, out ImageDetails? details) ? details : null;

    /// <summary>Returns whether a file can be read and its first bytes aren't those of an image.</summary>
    public static bool IsNotImage(string path) => TryRead(path, out ImageDetails? details) && details is null;

    static bool TryRead(string path, out ImageDetails? details)
    {
        try
        {
            details = FromFile(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            details = null;
            return false;
        }
    }
}
