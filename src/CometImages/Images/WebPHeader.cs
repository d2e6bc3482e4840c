using System.Buffers.Binary;

namespace CometImages.Images;

static class WebPHeader
{
    const int EdgeMask = 0x3FFF;

    public static ImageHeader Read(ImageHeaderReader file)
    {
        Span<byte> data = stackalloc byte[10];
        ImageHeader header = default;
        bool? hasContentCredentials = null;
        bool isComplete = false;
        foreach (ImageChunk chunk in ImageChunk.ReadWebP(file))
        {
            // Only in the extended format, whose first chunk is VP8X, other chunks follow the pixels.
            switch (chunk.Type)
            {
                case "VP8X" when file.TryRead(data):
                    header = ReadExtended(data);
                    break;
                case "VP8L" when header.HasAlpha is null && file.TryRead(data.Slice(0, 5)):
                    return ReadLossless(data);
                case "VP8 " when header.HasAlpha is null && file.TryRead(data):
                    return ReadLossy(data);
                case "C2PA":
                    hasContentCredentials = true;
                    break;
            }

            isComplete = chunk.Next <= file.Length;
        }

        return header with { HasContentCredentials = hasContentCredentials ?? (isComplete && file.IsAtEnd ? false : null) };
    }

    // Flags, three reserved bytes, and two edges of three bytes each.
    static ImageHeader ReadExtended(ReadOnlySpan<byte> data) => new(
        1 + (BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(4)) & 0xFFFFFF),
        1 + (BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(6)) >> 8),
        (data[0] & 0x10) != 0);

    // A signature, two edges of 14 bits each, and the flag of the alpha channel.
    static ImageHeader ReadLossless(ReadOnlySpan<byte> data)
    {
        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(1));
        return data[0] == 0x2F
            ? new ImageHeader(1 + (bits & EdgeMask), 1 + ((bits >> 14) & EdgeMask), (bits >> 28 & 1) != 0) { HasContentCredentials = false }
            : default;
    }

    // A frame tag, a start code, and two edges of 14 bits each, above which are the scales.
    static ImageHeader ReadLossy(ReadOnlySpan<byte> data) => data.Slice(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
        ? new ImageHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(6)) & EdgeMask,
            BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(8)) & EdgeMask,
            hasAlpha: false)
        { HasContentCredentials = false }
        : default;
}
