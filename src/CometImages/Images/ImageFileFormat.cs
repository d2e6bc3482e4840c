using CometImages.Text;

namespace CometImages.Images;

/// <summary>The file format of an image, detected by its first bytes. Bytes that match none of the known formats aren't an image.</summary>
sealed class ImageFileFormat
{
    /// <summary>The number of first bytes that is enough to detect any format, except an SVG document that starts with other text.</summary>
    public const int SignatureLength = 16;

    /// <summary>The maximum number of first bytes that are read to detect a format. It's a power of two.</summary>
    public const int MaxSignatureLength = 16 * 1024;

    static readonly ImageFileFormat[] s_known =
    [
        new("png", [".png"], StartsWith("89504E470D0A1A0A"), edges => edges.EndsWith("49454E44AE426082"), PngHeader.Read),
        new("jpeg", [".jpg", ".jpeg"], StartsWith("FFD8FF"), edges => edges.EndsWith("FFD9"), JpegHeader.Read),
        new("webp", [".webp"], StartsWith("52494646........57454250"), edges => edges.Length >= edges.RiffLength, WebPHeader.Read),
        new("gif", [".gif"], StartsWith("474946383761", "474946383961"), edges => edges.EndsWith("3B"), GifHeader.Read),
        new("svg", [".svg"], SvgDocument.IsStart, edges => SvgDocument.HasEndTag(edges.LastBytes), SvgDocument.ReadHeader),
        new("avif", [".avif"], StartsWith("........6674797061766966", "........6674797061766973")),
        new("heic", [".heic"], StartsWith("........6674797068656963")),
        new("tiff", [".tif"], StartsWith("49492A00", "4D4D002A")),
        new("jxl", [".jxl"], StartsWith("0000000C4A584C200D0A870A")),
        new("bmp", [".bmp"], StartsWith("424D........00000000")),
    ];

    readonly string[] _extensions;
    readonly Detector _detector;

    ImageFileFormat(
        string format,
        string[] extensions,
        Detector detector,
        Func<ImageEdgeBytes, bool>? hasTrailer = null,
        Func<ImageHeaderReader, ImageHeader>? readHeader = null)
    {
        Format = format;
        _extensions = extensions;
        _detector = detector;
        HasTrailer = hasTrailer ?? (_ => true);
        ReadHeader = file => readHeader?.Invoke(new ImageHeaderReader(file)) ?? default;
    }

    // Returns null if more bytes are needed.
    delegate bool? Detector(ReadOnlySpan<byte> firstBytes);

    /// <summary>Gets the API's name of the format.</summary>
    public string Format { get; }

    /// <summary>Gets the media type, such as <c>image/png</c>.</summary>
    public string MediaType => Format == "svg" ? "image/svg+xml" : "image/" + Format;

    /// <summary>Gets the extension for new files, with its dot.</summary>
    public string Extension => _extensions[0];

    /// <summary>Returns whether the file has the format's end marker. Always true for formats without one.</summary>
    public Func<ImageEdgeBytes, bool> HasTrailer { get; }

    /// <summary>Reads the header of a file in this format, from its beginning. No content of the file causes an exception.</summary>
    public Func<Stream, ImageHeader> ReadHeader { get; }

    /// <summary>Returns the format with these first bytes, or null.</summary>
    /// <param name="firstBytes">The first bytes.</param>
    /// <param name="needsMore">Whether the format depends on the bytes that follow.</param>
    public static ImageFileFormat? Detect(ReadOnlySpan<byte> firstBytes, out bool needsMore)
    {
        needsMore = false;
        foreach (ImageFileFormat format in s_known)
        {
            bool? isMatch = format._detector(firstBytes);
            if (isMatch == true)
            {
                needsMore = false;
                return format;
            }

            needsMore |= isMatch is null;
        }

        return null;
    }

    /// <summary>Returns the API's name of the format that a file name's extension specifies, or null.</summary>
    public static string? FromExtension(string fileName) => Array.Find(s_known, format => format.HasExtension(fileName))?.Format;

    /// <summary>Returns whether a file name has an extension of the format.</summary>
    public bool HasExtension(string fileName) => _extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    // In a signature, two hexadecimal digits are one byte, and two dots are any byte.
    static Detector StartsWith(params string[] signatures) => firstBytes =>
    {
        foreach (string signature in signatures)
        {
            if (StartsWith(firstBytes, signature))
            {
                return true;
            }
        }

        return false;
    };

    static bool StartsWith(ReadOnlySpan<byte> bytes, string signature)
    {
        if (bytes.Length < signature.Length / 2)
        {
            return false;
        }

        for (int i = 0; i < signature.Length; i += 2)
        {
            if (signature[i] != '.' && bytes[i / 2] != HexDigits.ParseByte(signature, i))
            {
                return false;
            }
        }

        return true;
    }
}
