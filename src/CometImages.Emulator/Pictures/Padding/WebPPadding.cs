using System.Buffers.Binary;
using SkiaSharp;

namespace CometImages.Emulator.Pictures.Padding;

/// <summary>
/// Grows a WebP by one chunk of its own behind the picture. Only the extended format may have unknown chunks, so a simple file
/// gets the extended header first. RIFF files have even sizes; an odd one has a byte behind the file's end, which readers ignore.
/// </summary>
static class WebPPadding
{
    const int FileHeader = 12;
    const int ChunkHeader = 8;
    const int ExtendedHeader = ChunkHeader + 10;

    public static byte[]? Pad(byte[] webp, int size)
    {
        if (size == webp.Length)
            return webp;
        byte[] extended = webp.AsSpan(FileHeader).StartsWith("VP8X"u8) ? webp : Extend(webp);
        int gap = size - extended.Length;
        if (gap == 0)
            return extended;
        if (gap < ChunkHeader)
            return null;
        byte[] padded = new byte[size];
        extended.CopyTo(padded, 0);
        int riff = size & ~1;
        BinaryPrimitives.WriteInt32LittleEndian(padded.AsSpan(4), riff - 8);
        Span<byte> chunk = padded.AsSpan(extended.Length, riff - extended.Length);
        "pADD"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk[4..], chunk.Length - ChunkHeader);
        Filler.Fill(chunk[ChunkHeader..]);
        return padded;
    }

    static byte[] Extend(byte[] webp)
    {
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(webp)) ?? throw new InvalidOperationException("This is no WebP picture.");
        byte[] extended = new byte[webp.Length + ExtendedHeader];
        webp.AsSpan(0, FileHeader).CopyTo(extended);
        BinaryPrimitives.WriteInt32LittleEndian(extended.AsSpan(4), extended.Length - 8);
        Span<byte> header = extended.AsSpan(FileHeader, ExtendedHeader);
        "VP8X"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], ExtendedHeader - ChunkHeader);
        header[8] = codec.Info.AlphaType == SKAlphaType.Opaque ? (byte)0 : (byte)0x10;
        WriteUInt24(header[12..], codec.Info.Width - 1);
        WriteUInt24(header[15..], codec.Info.Height - 1);
        webp.AsSpan(FileHeader).CopyTo(extended.AsSpan(FileHeader + ExtendedHeader));
        return extended;
    }

    static void WriteUInt24(Span<byte> to, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)value);
        to[2] = (byte)(value >> 16);
    }
}
