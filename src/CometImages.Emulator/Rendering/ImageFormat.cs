using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>A format that the emulator encodes: its name in requests, its content type and extension, and its encoder.</summary>
sealed record ImageFormat(string Name, string ContentType, string Extension, Func<SKPixmap, int, SKData?> Encoder)
{
    public const int DefaultQuality = 100;

    // Files of quality 100 are several times larger than the service's.
    const int MaxEncoderQuality = 92;

    public static ImageFormat Png { get; } = new("png", "image/png", ".png", (pixels, _) =>
        pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 4)));

    static readonly ImageFormat[] s_all =
    [
        Png,
        new("jpeg", "image/jpeg", ".jpg", (pixels, quality) => pixels.Encode(new SKJpegEncoderOptions(quality))),
        new("webp", "image/webp", ".webp", (pixels, quality) =>
            pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality))),
    ];

    public static ImageFormat Get(string name) => s_all.Single(format => format.Name == name);

    public byte[] Encode(SKPixmap pixels, int quality)
    {
        using SKData? data = Encoder(pixels, Math.Min(quality, MaxEncoderQuality));
        return data?.ToArray() ?? throw new InvalidOperationException($"Can't encode {pixels.Width}x{pixels.Height} pixels as {Name}.");
    }
}
