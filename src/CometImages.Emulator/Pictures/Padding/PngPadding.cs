using System.Buffers.Binary;

namespace CometImages.Emulator.Pictures.Padding;

/// <summary>Grows a PNG by one private ancillary chunk before IEND.</summary>
static class PngPadding
{
    const int ChunkOverhead = 12;
    const int EndChunk = 12;

    public static byte[]? Pad(byte[] png, int size)
    {
        int gap = size - png.Length;
        if (gap == 0)
            return png;
        if (gap < ChunkOverhead)
            return null;
        byte[] padded = new byte[size];
        int at = png.Length - EndChunk;
        png.AsSpan(0, at).CopyTo(padded);
        png.AsSpan(at).CopyTo(padded.AsSpan(size - EndChunk));

        Span<byte> chunk = padded.AsSpan(at, gap);
        BinaryPrimitives.WriteInt32BigEndian(chunk, gap - ChunkOverhead);
        "paDd"u8.CopyTo(chunk[4..]);
        Filler.Fill(chunk[8..^4]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.Of(chunk[4..^4]));
        return padded;
    }
}
