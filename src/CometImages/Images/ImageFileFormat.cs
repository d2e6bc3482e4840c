using CometImages.Text;

namespace CometImages.Images;

/// <summary>A picture's file type, told by its first bytes. What none of these recognises is no picture.</summary>
sealed class ImageFileFormat
{
    /// <summary>How many first bytes are enough to tell.</summary>
    public const int SignatureLength = 16;

    ImageFileFormat(string format, string extension, string signature, Func<ImageEdgeBytes, bool>? hasTrailer = null)
    {
        Format = format;
        Extension = extension;
        _signature = signature;
        HasTrailer = hasTrailer ?? (_ => true);
    }

    readonly string _signature;

    /// <summary>The API's name of the format.</summary>
    public string Format { get; }

    /// <summary>The extension, with its dot.</summary>
    public string Extension { get; }

    /// <summary>Whether a file that ends so has its own end; true where the type has none that can be told.</summary>
    public Func<ImageEdgeBytes, bool> HasTrailer { get; }

    // In a signature two digits are a byte, '..' is any byte.
    static readonly ImageFileFormat[] s_known =
    [
        new("png", ".png", "89504E470D0A1A0A", tail => tail.EndsWith("49454E44AE426082")),
        new("jpeg", ".jpg", "FFD8FF", tail => tail.EndsWith("FFD9")),
        new("webp", ".webp", "52494646........57454250", tail => tail.Length >= tail.RiffLength),
        new("gif", ".gif", "474946383761", tail => tail.EndsWith("3B")),
        new("gif", ".gif", "474946383961", tail => tail.EndsWith("3B")),
        new("avif", ".avif", "........6674797061766966"),
        new("avif", ".avif", "........6674797061766973"),
        new("heic", ".heic", "........6674797068656963"),
        new("tiff", ".tif", "49492A00"),
        new("tiff", ".tif", "4D4D002A"),
        new("jxl", ".jxl", "0000000C4A584C200D0A870A"),
        new("bmp", ".bmp", "424D........00000000"),
    ];

    /// <summary>The type that these first bytes tell, or null.</summary>
    public static ImageFileFormat? Detect(ReadOnlySpan<byte> firstBytes)
    {
        foreach (ImageFileFormat type in s_known)
        {
            if (type.Matches(firstBytes))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The type that a file's first bytes tell, or null.</summary>
    public static ImageFileFormat? DetectFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] first = new byte[SignatureLength];
        return Detect(first.AsSpan(0, file.Read(first, 0, first.Length)));
    }

    /// <summary>The API's name of the format that a file name's extension asks for, or null.</summary>
    public static string? FromExtension(string fileName)
    {
        string extension = Path.GetExtension(fileName);
        return extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase)
            ? "jpeg"
            : s_known.FirstOrDefault(type => type.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))?.Format;
    }

    /// <summary>Detects the format of a file, or returns null if it is unknown or the file can't be read.</summary>
    public static ImageFileFormat? TryDetectFile(string path)
    {
        try
        {
            return DetectFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    bool Matches(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < _signature.Length / 2)
        {
            return false;
        }

        for (int i = 0; i < _signature.Length; i += 2)
        {
            if (_signature[i] != '.' && bytes[i / 2] != HexDigits.ParseByte(_signature, i))
            {
                return false;
            }
        }

        return true;
    }
}
