using System.Buffers.Binary;
using CometImages.Images;
using CometImages.Tests.Shared;

namespace CometImages.Tests.Support;

/// <summary>Files with the header of an image and random bytes, as input of a request.</summary>
static class SourceFiles
{
    static readonly byte[] s_webP = [.. "RIFF\x10\0\0\0WEBPVP8X\x0A\0\0\0"u8, 0x10, 0, 0, 0, 255, 0, 0, 255, 0, 0];

    public static SourceImage Png(TempFolder folder, string name, int length = 1000, int size = 256, bool hasAlpha = true) =>
        Write(folder, name, length, PngHeader(size, hasAlpha));

    public static SourceImage Jpeg(TempFolder folder, string name, int length = 1000) => Write(folder, name, length, ImageBytes.JpegStart);

    public static SourceImage WebP(TempFolder folder, string name, int length = 1000) => Write(folder, name, length, s_webP);

    static SourceImage Write(TempFolder folder, string name, int length, byte[] header)
    {
        byte[] bytes = ImageBytes.Png(length, seed: name.Length + length);
        header.CopyTo(bytes, 0);
        return new SourceImage(SourceFile.Read(folder.Write(name, bytes)));
    }

    static byte[] PngHeader(int size, bool hasAlpha)
    {
        byte[] header = [.. ImageBytes.PngStart, .. "\0\0\0\rIHDR"u8, .. new byte[8], 8, (byte)(hasAlpha ? 6 : 2), 0, 0, 0, .. new byte[4], .. "\0\0\0\0IDAT"u8];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), size);
        return header;
    }
}
