using System.Buffers.Binary;

namespace CometImages.Images;

static class PngHeader
{
    public static ImageHeader Read(ImageHeaderReader file)
    {
        // The signature, and the length, the type, the data, and the checksum of the first chunk.
        Span<byte> start = stackalloc byte[33];
        if (!file.TryRead(start) || !start.Slice(8, 8).SequenceEqual("\0\0\0\rIHDR"u8))
        {
            return default;
        }

        // The color types 4 and 6 have an alpha channel.
        return new ImageHeader(
            BinaryPrimitives.ReadUInt32BigEndian(start.Slice(16)),
            BinaryPrimitives.ReadUInt32BigEndian(start.Slice(20)),
            start[25] is 4 or 6 ? true : HasTransparentColor(file));
    }

    // In the other color types, a chunk before the pixels can make colors transparent.
    static bool? HasTransparentColor(ImageHeaderReader file)
    {
        Span<byte> chunk = stackalloc byte[8];
        while (file.TryRead(chunk))
        {
            ReadOnlySpan<byte> type = chunk.Slice(4);
            if (type.SequenceEqual("tRNS"u8))
            {
                return true;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                return false;
            }

            file.Skip(4L + BinaryPrimitives.ReadUInt32BigEndian(chunk));
        }

        return null;
    }
}
