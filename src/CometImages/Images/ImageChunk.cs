using System.Buffers.Binary;
using System.Text;

namespace CometImages.Images;

/// <summary>A chunk of a PNG or WebP file.</summary>
/// <param name="Type">The four characters of its type.</param>
/// <param name="Start">The position of its data.</param>
/// <param name="Length">The length of its data, which can exceed the file.</param>
/// <param name="Next">The position of the chunk that follows.</param>
readonly record struct ImageChunk(string Type, long Start, long Length, long Next)
{
    const int PngSignatureLength = 8;
    const int PngChecksumLength = 4;
    const int RiffHeaderLength = 12;

    /// <summary>Enumerates the chunks of a PNG file. At each of them, the file is at the start of its data.</summary>
    public static IEnumerable<ImageChunk> ReadPng(ImageHeaderReader file) => Read(file, PngSignatureLength, (header, start) =>
    {
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header);
        return new ImageChunk(Encoding.ASCII.GetString(header, 4, 4), start, length, start + length + PngChecksumLength);
    });

    /// <summary>Enumerates the chunks of a WebP file. At each of them, the file is at the start of its data.</summary>
    public static IEnumerable<ImageChunk> ReadWebP(ImageHeaderReader file) => Read(file, RiffHeaderLength, (header, start) =>
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        return new ImageChunk(Encoding.ASCII.GetString(header, 0, 4), start, length, start + length + (length & 1));
    });

    static IEnumerable<ImageChunk> Read(ImageHeaderReader file, int signatureLength, Func<byte[], long, ImageChunk> parse)
    {
        byte[] header = new byte[8];
        file.MoveTo(signatureLength);
        while (file.TryRead(header))
        {
            ImageChunk chunk = parse(header, file.Position);
            yield return chunk;
            file.MoveTo(chunk.Next);
        }
    }
}
