using System.Buffers.Binary;

namespace CometImages.Emulator.Pictures.Padding;

/// <summary>
/// Grows a JPEG by comment segments behind its start marker; what is too small for one becomes fill bytes, which may stand before
/// any marker.
/// </summary>
static class JpegPadding
{
    const int StartMarker = 2;
    const int SegmentOverhead = 4;
    const int LongestSegment = ushort.MaxValue + 2;
    const byte CommentMarker = 0xFE;

    public static byte[]? Pad(byte[] jpeg, int size)
    {
        int gap = size - jpeg.Length;
        if (gap < 0)
            return null;
        byte[] padded = new byte[size];
        jpeg.AsSpan(0, StartMarker).CopyTo(padded);
        Span<byte> room = padded.AsSpan(StartMarker, gap);
        while (room.Length >= SegmentOverhead)
        {
            Span<byte> segment = room[..Math.Min(room.Length, LongestSegment)];
            room = room[segment.Length..];
            segment[0] = 0xFF;
            segment[1] = CommentMarker;
            BinaryPrimitives.WriteUInt16BigEndian(segment[2..], (ushort)(segment.Length - 2));
            Filler.Fill(segment[SegmentOverhead..]);
        }

        room.Fill(0xFF);
        jpeg.AsSpan(StartMarker).CopyTo(padded.AsSpan(StartMarker + gap));
        return padded;
    }
}
