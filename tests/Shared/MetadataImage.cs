using System.Buffers.Binary;
using System.Text;

namespace CometImages.Tests.Shared;

/// <summary>Small images in whose files chunks or segments can be inserted.</summary>
static class MetadataImage
{
    /// <summary>The start of a JUMBF box with content credentials.</summary>
    public static readonly byte[] ContentCredentials =
    [
        0, 0, 0, 48, .. "jumb"u8, 0, 0, 0, 30, .. "jumdc2pa"u8, 0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71, 3, .. "c2pa"u8, 0,
        .. "signature!"u8,
    ];

    static readonly byte[] s_pngSignature = [0x89, .. "PNG\r\n\x1A\n"u8];
    static readonly byte[] s_pngHeader = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];

    // One row of one black pixel: its filter and its value.
    static readonly byte[] s_pngPixels = [0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1];
    static readonly byte[] s_jpegPixels =
        [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9];

    static readonly byte[] s_webPHeader = [0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    static readonly byte[] s_webPPixels = [0x2F, 0, 0, 0, 0, 0x88, 0x88, 8];

    public static byte[] Png(params (string Type, byte[] Data)[] chunks) =>
    [
        .. s_pngSignature,
        .. Chunk("IHDR", s_pngHeader),
        .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)),
        .. Chunk("IDAT", s_pngPixels),
        .. Chunk("IEND", []),
    ];

    /// <summary>An image with APP segments, whose data begins with their name.</summary>
    public static byte[] Jpeg(params (byte Marker, byte[] Data)[] segments) =>
        [0xFF, 0xD8, .. segments.SelectMany(segment => Segment(segment.Marker, segment.Data)), .. s_jpegPixels];

    public static byte[] WebP(params (string Type, byte[] Data)[] chunks)
    {
        IEnumerable<byte> inserted = chunks.SelectMany(chunk => RiffChunk(chunk.Type, chunk.Data));
        return RiffChunk("RIFF", [.. "WEBP"u8, .. RiffChunk("VP8X", s_webPHeader), .. RiffChunk("VP8L", s_webPPixels), .. inserted]);
    }

    public static byte[] PngWithCredentials() => Png(("caBX", ContentCredentials));

    public static byte[] JpegWithCredentials() => Jpeg((0xEB, [.. "JP"u8, 0, 1, 0, 0, 0, 1, .. ContentCredentials]));

    public static byte[] WebPWithCredentials() => WebP(("C2PA", ContentCredentials));

    public static byte[] Latin1(string text) => Encoding.GetEncoding("ISO-8859-1").GetBytes(text);

    /// <summary>An iTXt chunk without compression.</summary>
    public static (string Type, byte[] Data) InternationalText(string keyword, string text) =>
        ("iTXt", [.. Latin1(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);

    public static (string Type, byte[] Data) LatinText(string keyword, string text) => ("tEXt", Latin1(keyword + "\0" + text));

    /// <summary>Exif data whose only entry is the description.</summary>
    public static byte[] Exif(string description)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(description), 0, .. new byte[4]];
        byte[] tiff = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x0E, 1, 2, 0, 0, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, .. text];
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(14), text.Length - 4);
        if (text.Length - 4 <= 4)
        {
            text.AsSpan(0, 4).CopyTo(tiff.AsSpan(18));
        }

        return tiff;
    }

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    static byte[] Segment(byte marker, byte[] data)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. data];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(data.Length + 2));
        return segment;
    }

    static byte[] RiffChunk(string type, byte[] data)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. data, .. new byte[data.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), data.Length);
        return chunk;
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
