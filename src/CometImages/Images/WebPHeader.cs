using System.Buffers.Binary;

namespace CometImages.Images;

static class WebPHeader
{
    const int EdgeMask = 0x3FFF;

    public static ImageHeader Read(ImageHeaderReader file)
    {
        Span<byte> start = stackalloc byte[20];
        Span<byte> data = stackalloc byte[10];
        if (!file.TryRead(start))
        {
            return default;
        }

        ReadOnlySpan<byte> form = start.Slice(12, 4);
        return form.SequenceEqual("VP8X"u8) && file.TryRead(data) ? ReadExtended(data)
            : form.SequenceEqual("VP8L"u8) && file.TryRead(data.Slice(0, 5)) ? ReadLossless(data)
            : form.SequenceEqual("VP8 "u8) && file.TryRead(data) ? ReadLossy(data)
            : default;
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
            ? new ImageHeader(1 + (bits & EdgeMask), 1 + ((bits >> 14) & EdgeMask), (bits >> 28 & 1) != 0)
            : default;
    }

    // A frame tag, a start code, and two edges of 14 bits each, above which are the scales.
    static ImageHeader ReadLossy(ReadOnlySpan<byte> data) => data.Slice(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
        ? new ImageHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(6)) & EdgeMask,
            BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(8)) & EdgeMask,
            hasAlpha: false)
        : default;
}
