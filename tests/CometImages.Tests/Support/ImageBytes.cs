using System.Text;

namespace CometImages.Tests.Support;

/// <summary>Files that start like images and continue with random bytes.</summary>
static class ImageBytes
{
    public static readonly byte[] PngStart = [0x89, .. "PNG\r\n\x1A\n"u8];
    public static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF];
    public static readonly byte[] WebPStart = [.. "RIFF\x10\0\0\0WEBP"u8];

    public static byte[] Png(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        PngStart.CopyTo(bytes, 0);
        return bytes;
    }

    public static string Base64(int length, int seed = 1) => Convert.ToBase64String(Png(length, seed));

    /// <summary>A response with one image for each base64 string, which isn't escaped.</summary>
    public static byte[] Response(params string[] base64) =>
        Encoding.UTF8.GetBytes($$"""{"created":1,"data":[{{string.Join(',', base64.Select(text => $$"""{"b64_json":"{{text}}"}"""))}}]}""");
}
