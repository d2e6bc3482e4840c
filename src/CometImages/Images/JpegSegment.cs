using System.Buffers.Binary;

namespace CometImages.Images;

/// <summary>A segment of a JPEG file.</summary>
/// <param name="Marker">The second byte of its marker.</param>
/// <param name="Start">The position of its data.</param>
/// <param name="Length">The length of its data, which can exceed the file or be negative.</param>
readonly record struct JpegSegment(byte Marker, long Start, int Length)
{
    /// <summary>The marker of the first segment that pixels follow.</summary>
    public const byte StartOfScan = 0xDA;

    const byte EndOfImage = 0xD9;

    /// <summary>Enumerates the segments before the pixels and the first one with pixels. At each of them, the file is at the start of its data.</summary>
    public static IEnumerable<JpegSegment> Read(ImageHeaderReader file)
    {
        byte[] header = new byte[4];
        file.MoveTo(2);
        while (file.TryRead(header) && header[0] == 0xFF && header[1] != EndOfImage)
        {
            long start = file.Position;
            switch (header[1])
            {
                case 0xFF:
                    // A fill byte before a marker.
                    file.MoveTo(start - 3);
                    break;
                case 0x01 or (>= 0xD0 and <= 0xD7):
                    // A marker without a segment.
                    file.MoveTo(start - 2);
                    break;
                default:
                    JpegSegment segment = new(header[1], start, BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - 2);
                    yield return segment;
                    if (segment.Marker == StartOfScan)
                    {
                        yield break;
                    }

                    file.MoveTo(start + segment.Length);
                    break;
            }
        }
    }
}
