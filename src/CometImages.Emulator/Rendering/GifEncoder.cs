using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>Encodes an animation: the image, over which a white square moves from left to right.</summary>
/// <remarks>The compression doesn't search for repetitions, so the code of each pixel is its index in the palette.</remarks>
static class GifEncoder
{
    const int ColorLevels = 6;
    const int White = (ColorLevels * ColorLevels * ColorLevels) - 1;
    const int SquareSteps = 32;
    const byte KeepFrame = 1 << 2;
    const byte RestorePreviousFrame = 3 << 2;

    const int CodeLength = 9;
    const int ClearCode = 256;
    const int EndCode = 257;
    const int MaxBlockLength = 255;

    // After one more pixel without a clear code, a decoder expects codes of 10 bits.
    const int MaxPixelsPerClearCode = 254;

    // The thresholds of ordered dithering, for 4x4 pixels.
    static readonly int[] s_thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    public static SKData Encode(SKPixmap pixels, Animation animation)
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("GIF89a"u8);
        writer.Write((ushort)pixels.Width);
        writer.Write((ushort)pixels.Height);
        writer.Write((ReadOnlySpan<byte>)[0xF7, 0, 0]);
        for (int color = 0; color < ClearCode; color++)
        {
            writer.Write((ReadOnlySpan<byte>)[
                ToChannel(color / (ColorLevels * ColorLevels)), ToChannel(color / ColorLevels), ToChannel(color)]);
        }

        writer.Write((ReadOnlySpan<byte>)[0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        WriteFrame(writer, animation, KeepFrame, SKRectI.Create(pixels.Width, pixels.Height), Quantize(pixels));
        int edge = Math.Max(1, Math.Min(pixels.Width, pixels.Height) / SquareSteps);
        byte[] square = new byte[edge * edge];
        Array.Fill(square, (byte)White);
        for (int frame = 1; frame < animation.FrameCount; frame++)
        {
            int left = (pixels.Width - edge) * frame / animation.FrameCount;
            WriteFrame(writer, animation, RestorePreviousFrame, SKRectI.Create(left, edge, edge, edge), square);
        }

        writer.Write((byte)0x3B);
        return SKData.CreateCopy(file.ToArray());

        static byte ToChannel(int level) => (byte)(level % ColorLevels * byte.MaxValue / (ColorLevels - 1));
    }

    static byte[] Quantize(SKPixmap pixels)
    {
        byte[] indexes = new byte[pixels.Width * pixels.Height];
        ReadOnlySpan<byte> channels = pixels.GetPixelSpan();
        for (int pixel = 0; pixel < indexes.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, pixels.Width);
            int threshold = (s_thresholds[(y % 4 * 4) + (x % 4)] * 16) + 7;
            int index = 0;
            for (int channel = 0; channel < 3; channel++)
            {
                index = (index * ColorLevels) + (((channels[(pixel * 4) + channel] * (ColorLevels - 1)) + threshold) / byte.MaxValue);
            }

            indexes[pixel] = (byte)index;
        }

        return indexes;
    }

    static void WriteFrame(BinaryWriter writer, Animation animation, byte disposal, SKRectI area, byte[] indexes)
    {
        writer.Write((ReadOnlySpan<byte>)[0x21, 0xF9, 4, disposal]);
        writer.Write((ushort)(animation.FrameDurationMs / 10));
        writer.Write((ReadOnlySpan<byte>)[0, 0, 0x2C]);
        foreach (int number in (ReadOnlySpan<int>)[area.Left, area.Top, area.Width, area.Height])
        {
            writer.Write((ushort)number);
        }

        writer.Write((ReadOnlySpan<byte>)[0, CodeLength - 1]);
        foreach (byte[] block in Pack(indexes).Chunk(MaxBlockLength))
        {
            writer.Write((byte)block.Length);
            writer.Write(block);
        }

        writer.Write((byte)0);
    }

    /// <summary>Packs the codes into bytes, lowest bits first.</summary>
    static IEnumerable<byte> Pack(byte[] indexes)
    {
        IEnumerable<int> codes = indexes.Chunk(MaxPixelsPerClearCode).SelectMany(
            chunk => chunk.Select(index => (int)index).Prepend(ClearCode));
        (int bits, int length) = (0, 0);
        foreach (int code in codes.Append(EndCode))
        {
            bits |= code << length;
            for (length += CodeLength; length >= 8; length -= 8, bits >>= 8)
            {
                yield return (byte)bits;
            }
        }

        yield return (byte)bits;
    }
}
