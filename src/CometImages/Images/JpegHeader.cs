using System.Buffers.Binary;

namespace CometImages.Images;

static class JpegHeader
{
    /// <summary>Finds the frame header, before which segments of metadata can contain megabytes.</summary>
    public static ImageHeader Read(ImageHeaderReader file)
    {
        Span<byte> segment = stackalloc byte[4];
        Span<byte> frame = stackalloc byte[5];
        file.Skip(2);
        while (file.TryRead(segment) && segment[0] == 0xFF)
        {
            switch (segment[1])
            {
                case 0xFF:
                    // A fill byte before a marker.
                    file.Skip(-3);
                    break;
                case 0x01 or (>= 0xD0 and <= 0xD7):
                    // A marker without a segment.
                    file.Skip(-2);
                    break;
                case 0xD9 or 0xDA:
                    // The pixels or the end of the image.
                    return default;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    return file.TryRead(frame)
                        ? new ImageHeader(
                            BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(3)),
                            BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(1)),
                            hasAlpha: false)
                        : default;
                default:
                    file.Skip(BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(2)) - 2);
                    break;
            }
        }

        return default;
    }
}
