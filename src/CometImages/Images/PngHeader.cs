using System.Buffers.Binary;

namespace CometImages.Images;

static class PngHeader
{
    public static ImageHeader Read(ImageHeaderReader file)
    {
        Span<byte> data = stackalloc byte[13];
        long width = 0;
        long height = 0;
        bool? hasAlpha = null;
        bool? hasContentCredentials = null;
        foreach (ImageChunk chunk in ImageChunk.ReadPng(file))
        {
            switch (chunk.Type)
            {
                case "IHDR" when chunk.Length == data.Length && file.TryRead(data):
                    width = BinaryPrimitives.ReadUInt32BigEndian(data);
                    height = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(4));

                    // The color types 4 and 6 have an alpha channel. In the others, a chunk before the pixels can make colors transparent.
                    hasAlpha = data[9] is 4 or 6 ? true : null;
                    break;
                case "tRNS":
                    hasAlpha = true;
                    break;
                case "caBX":
                    hasContentCredentials = true;
                    break;
                case "IDAT":
                    return new ImageHeader(width, height, hasAlpha ?? false) { HasContentCredentials = hasContentCredentials ?? false };
            }
        }

        return new ImageHeader(width, height, hasAlpha) { HasContentCredentials = hasContentCredentials };
    }
}
