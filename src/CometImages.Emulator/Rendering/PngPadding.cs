using System.Buffers.Binary;
using System.IO.Hashing;

namespace CometImages.Emulator.Rendering;

/// <summary>Extends a PNG file to an exact length with a private ancillary chunk before IEND.</summary>
static class PngPadding
{
    const int ChunkOverhead = 12;
    const int EndChunkLength = 12;

    /// <summary>Returns the padded file, or null if the file is too long.</summary>
    public static byte[]? Pad(byte[] png, int length)
    {
        int chunkLength = length - png.Length;
        if (chunkLength < ChunkOverhead)
        {
            return chunkLength == 0 ? png : null;
        }

        byte[] chunk = new byte[chunkLength];
        new Random(length).NextBytes(chunk);
        BinaryPrimitives.WriteInt32BigEndian(chunk, chunkLength - ChunkOverhead);
        "paDd"u8.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunkLength - 4), Crc32.HashToUInt32(chunk.AsSpan(4..^4)));
        return [.. png.AsSpan(..^EndChunkLength), .. chunk, .. png.AsSpan(^EndChunkLength..)];
    }
}
