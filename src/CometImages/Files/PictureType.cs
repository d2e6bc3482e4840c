namespace CometImages.Files;

/// <summary>A picture's file type, told by its first bytes. What none of these recognises is no picture.</summary>
sealed class PictureType
{
    /// <summary>How many first bytes are enough to tell.</summary>
    public const int EnoughBytes = 16;

    PictureType(string format, string extension, string signature, Func<PictureTail, bool>? isWhole = null)
    {
        Format = format;
        Extension = extension;
        _signature = signature;
        IsWhole = isWhole ?? (_ => true);
    }

    readonly string _signature;

    /// <summary>The API's name of the format.</summary>
    public string Format { get; }

    /// <summary>The extension, with its dot.</summary>
    public string Extension { get; }

    /// <summary>Whether a file that ends so has its own end; true where the type has none that can be told.</summary>
    public Func<PictureTail, bool> IsWhole { get; }

    // In a signature two digits are a byte, '..' is any byte.
    static readonly PictureType[] s_all =
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
    public static PictureType? Of(ReadOnlySpan<byte> firstBytes)
    {
        foreach (PictureType type in s_all)
        {
            if (type.Matches(firstBytes))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The type that a file's first bytes tell, or null.</summary>
    public static PictureType? OfFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] first = new byte[EnoughBytes];
        return Of(first.AsSpan(0, file.Read(first, 0, first.Length)));
    }

    /// <summary>The API's name of the format that a file name's extension asks for, or null.</summary>
    public static string? FormatOf(string fileName)
    {
        string extension = Path.GetExtension(fileName);
        return extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase)
            ? "jpeg"
            : s_all.FirstOrDefault(type => type.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))?.Format;
    }

    bool Matches(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < _signature.Length / 2)
        {
            return false;
        }

        for (int i = 0; i < _signature.Length; i += 2)
        {
            if (_signature[i] != '.' && bytes[i / 2] != HexPair.Value(_signature, i))
            {
                return false;
            }
        }

        return true;
    }
}
