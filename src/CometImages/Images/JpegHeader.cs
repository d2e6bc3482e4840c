using System.Buffers.Binary;

namespace CometImages.Images;

static class JpegHeader
{
    /// <summary>Reads the frame header and finds content credentials. Segments of metadata before the pixels can contain megabytes.</summary>
    public static ImageHeader Read(ImageHeaderReader file)
    {
        Span<byte> frame = stackalloc byte[5];
        ImageHeader header = default;
        bool? hasContentCredentials = null;
        foreach (JpegSegment segment in JpegSegment.Read(file))
        {
            switch (segment.Marker)
            {
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) when header.HasAlpha is null && file.TryRead(frame):
                    header = new ImageHeader(
                        BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(3)), BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(1)), hasAlpha: false);
                    break;
                case 0xEB when IsContentCredentials(file):
                    hasContentCredentials = true;
                    break;
                case JpegSegment.StartOfScan:
                    hasContentCredentials ??= false;
                    break;
            }
        }

        return header with { HasContentCredentials = hasContentCredentials };
    }

    // A JUMBF box in an APP11 segment: the identifier of the segment and its numbers, the headers of two boxes, and the type of the content.
    static bool IsContentCredentials(ImageHeaderReader file)
    {
        Span<byte> start = stackalloc byte[28];
        return file.TryRead(start)
            && start.Slice(0, 2).SequenceEqual("JP"u8)
            && start.Slice(12, 4).SequenceEqual("jumb"u8)
            && start.Slice(20).SequenceEqual("jumdc2pa"u8);
    }
}
