using System.Buffers.Binary;

namespace CometImages.Benchmarks.Service;

/// <summary>A correct PNG of one pixel, made as large as wanted by a chunk of random bytes that viewers skip.</summary>
static class PaddedPng
{
    const int ChunkFrame = 12;

    static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    public static byte[] Create(int length, int seed)
    {
        using MemoryStream png = new(length);
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        Chunk(png, "IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);

        // One grey pixel in a zlib stream of one stored block.
        byte[] pixel = [0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x00, 0x80, 0x00, 0x82, 0x00, 0x81];
        int rest = length - (int)png.Length - (2 * ChunkFrame) - pixel.Length - ChunkFrame;
        byte[] padding = new byte[Math.Max(0, rest)];
        new Random(seed).NextBytes(padding);
        Chunk(png, "paDd"u8, padding);
        Chunk(png, "IDAT"u8, pixel);
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            crc = s_crc[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    static uint CrcOf(int index)
    {
        uint crc = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
