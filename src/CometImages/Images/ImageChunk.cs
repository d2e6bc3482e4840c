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
    public static IEnumerable<ImageChunk> ReadPng(ImageHeaderReader file) => Read(
        file, PngSignatureLength, typeStart: 4, header => BinaryPrimitives.ReadUInt32BigEndian(header), _ => PngChecksumLength);

    /// <summary>Enumerates the chunks of a WebP file. At each of them, the file is at the start of its data.</summary>
    public static IEnumerable<ImageChunk> ReadWebP(ImageHeaderReader file) => Read(
        file, RiffHeaderLength, typeStart: 0, header => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)), length => length & 1);

    static IEnumerable<ImageChunk> Read(
        ImageHeaderReader file, int signatureLength, int typeStart, Func<byte[], uint> getLength, Func<uint, long> getTrailerLength)
    {
        byte[] header = new byte[8];
        string type = string.Empty;
        int typeBytes = 0;
        file.MoveTo(signatureLength);
        while (file.TryRead(header))
        {
            // Thousands of chunks with pixels follow each other, which need only one string.
            if (BitConverter.ToInt32(header, typeStart) is var next && next != typeBytes)
            {
                type = Encoding.ASCII.GetString(header, typeStart, sizeof(int));
                typeBytes = next;
            }

            uint length = getLength(header);
            ImageChunk chunk = new(type, file.Position, length, file.Position + length + getTrailerLength(length));
            yield return chunk;
            file.MoveTo(chunk.Next);
        }
    }
}
