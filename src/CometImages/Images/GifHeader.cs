using System.Buffers.Binary;

namespace CometImages.Images;

static class GifHeader
{
    public static ImageHeader Read(ImageHeaderReader file)
    {
        // The signature, and the descriptor of the logical screen.
        Span<byte> start = stackalloc byte[13];
        if (!file.TryRead(start))
        {
            return default;
        }

        if ((start[10] & 0x80) != 0)
        {
            file.Skip(3 << ((start[10] & 7) + 1));
        }

        return new ImageHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(start.Slice(6)),
            BinaryPrimitives.ReadUInt16LittleEndian(start.Slice(8)),
            HasTransparentColor(file));
    }

    // A graphic control extension before the first frame can make a color transparent.
    static bool? HasTransparentColor(ImageHeaderReader file)
    {
        // The introducer of an extension or a frame, the label of the extension, and the length and the first byte of its data.
        Span<byte> block = stackalloc byte[4];
        while (file.TryRead(block) && block[0] == 0x21)
        {
            if (block[1] == 0xF9)
            {
                return (block[3] & 1) != 0;
            }

            file.Skip(-2);
            SkipData(file);
        }

        return block[0] == 0x2C ? false : null;
    }

    // The data of an extension is a sequence of blocks, the last of which has the length 0.
    static void SkipData(ImageHeaderReader file)
    {
        Span<byte> length = stackalloc byte[1];
        while (file.TryRead(length) && length[0] != 0)
        {
            file.Skip(length[0]);
        }
    }
}
