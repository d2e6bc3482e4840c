using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CometImages.Tests.Support;

namespace CometImages.Tests.Display;

/// <summary>Writes PNG files of every kind, which ordinary encoders don't.</summary>
sealed record PngWriter(int Width, int Height, byte ColorType, byte BitDepth)
{
    public byte Interlace { get; init; }

    public byte[] Palette { get; init; } = [];

    public byte[] Transparency { get; init; } = [];

    /// <summary>The filters of the rows, in turn.</summary>
    public byte[] Filters { get; init; } = [0];

    /// <summary>The length of a chunk with pixels.</summary>
    public int ChunkLength { get; init; } = int.MaxValue;

    int SamplesPerPixel => ColorType switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    int RowLength => ((Width * SamplesPerPixel * BitDepth) + 7) / 8;

    /// <param name="pixels">The bytes of the rows, which start again at their end.</param>
    public byte[] Write(byte[] pixels)
    {
        MemoryStream file = new();
        file.Write(ImageBytes.PngStart);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = (BitDepth, ColorType, Interlace);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "tEXt", "Title\0x"u8);
        if (Palette.Length > 0)
        {
            WriteChunk(file, "PLTE", Palette);
        }

        if (Transparency.Length > 0)
        {
            WriteChunk(file, "tRNS", Transparency);
        }

        foreach (byte[] data in Compress(pixels).Chunk(ChunkLength))
        {
            WriteChunk(file, "IDAT", data);
        }

        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    byte[] Compress(byte[] pixels)
    {
        MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] previous = new byte[RowLength];
            for (int y = 0; y < Height; y++)
            {
                byte[] row = [.. Enumerable.Range(y * RowLength, RowLength).Select(i => pixels[i % pixels.Length])];
                byte filter = Filters[y % Filters.Length];
                zlib.WriteByte(filter);
                zlib.Write(Filter(row, previous, filter));
                previous = row;
            }
        }

        return data.ToArray();
    }

    byte[] Filter(byte[] row, byte[] previous, byte filter)
    {
        int stride = Math.Max(1, SamplesPerPixel * BitDepth / 8);
        return [.. row.Select((value, i) =>
        {
            int a = i < stride ? 0 : row[i - stride];
            int b = previous[i];
            int c = i < stride ? 0 : previous[i - stride];
            int[] predictions = [0, a, b, (a + b) / 2, new[] { a, b, c }.MinBy(candidate => Math.Abs(a + b - c - candidate))];
            return (byte)(value - predictions[Math.Min(filter, (byte)4)]);
        })];
    }

    static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [.. new byte[4], .. Encoding.ASCII.GetBytes(type), .. data, .. new byte[4]];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4..^4)));
        file.Write(chunk);
    }
}
