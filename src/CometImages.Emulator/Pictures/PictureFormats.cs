using CometImages.Emulator.Pictures.Padding;
using SkiaSharp;

namespace CometImages.Emulator.Pictures;

/// <summary>What the emulator knows about each format.</summary>
static class PictureFormats
{
    public const int DefaultQuality = 100;

    /// <summary>Where 100 would be larger than any service's pictures are.</summary>
    const int BestUsefulQuality = 92;

    static readonly Dictionary<PictureFormat, Traits> Table = new()
    {
        [PictureFormat.Png] = new("image/png", ".png", PngPadding.Pad, (pixels, _) =>
            pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 4))),
        [PictureFormat.Jpeg] = new("image/jpeg", ".jpg", JpegPadding.Pad, (pixels, quality) =>
            pixels.Encode(new SKJpegEncoderOptions(quality))),
        [PictureFormat.WebP] = new("image/webp", ".webp", WebPPadding.Pad, (pixels, quality) =>
            pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality))),
    };

    public static PictureFormat? Parse(string? name) => name switch
    {
        "png" => PictureFormat.Png,
        "jpeg" => PictureFormat.Jpeg,
        "webp" => PictureFormat.WebP,
        _ => null,
    };

    public static string ContentType(this PictureFormat format) => Table[format].ContentType;

    public static string Extension(this PictureFormat format) => Table[format].Extension;

    /// <summary>The same picture with exactly so many bytes; null when the format has no room for just that.</summary>
    public static byte[]? Pad(this PictureFormat format, byte[] picture, int size) => Table[format].Pad(picture, size);

    public static byte[] Encode(this PictureFormat format, SKPixmap pixels, int quality)
    {
        using SKData? data = Table[format].Encode(pixels, Math.Min(quality, BestUsefulQuality));
        return data?.ToArray() ?? throw new InvalidOperationException($"Skia does not encode {format} of {pixels.Width}x{pixels.Height}.");
    }

    sealed record Traits(
        string ContentType, string Extension, Func<byte[], int, byte[]?> Pad, Func<SKPixmap, int, SKData?> Encode);
}
