using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>A format that the emulator writes: its name in requests, its content type, its extension, and its encoder.</summary>
sealed record ImageFormat(string Name, string ContentType, string Extension, Func<RenderedImageKey, Action<SKCanvas>, byte[]> Encode)
{
    public const int DefaultQuality = 100;

    // Files of quality 100 are several times larger than the service's.
    const int MaxEncoderQuality = 92;

    public static ImageFormat Png { get; } = new("png", "image/png", ".png", Rasterize((pixels, _) =>
        pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 4))));

    static readonly ImageFormat[] s_all =
    [
        Png,
        new("jpeg", "image/jpeg", ".jpg", Rasterize((pixels, key) => pixels.Encode(new SKJpegEncoderOptions(GetQuality(key))))),
        new("webp", "image/webp", ".webp", Rasterize((pixels, key) =>
            pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, GetQuality(key))))),
        new("gif", "image/gif", ".gif", Rasterize((pixels, key) => GifEncoder.Encode(pixels, key.Animation))),
        new("svg", "image/svg+xml", ".svg", (key, draw) =>
            key.SourceId is null ? SvgWriter.Write(key) : SvgWriter.Embed(key, Png!.Encode(key, draw))),
    ];

    public static ImageFormat Get(string name) => s_all.Single(format => format.Name == name);

    static int GetQuality(RenderedImageKey key) => Math.Min(key.Quality, MaxEncoderQuality);

    static Func<RenderedImageKey, Action<SKCanvas>, byte[]> Rasterize(Func<SKPixmap, RenderedImageKey, SKData?> encode) => (key, draw) =>
    {
        SKImageInfo info = new(
            key.Size.Width, key.Size.Height, SKColorType.Rgba8888, key.IsTransparent ? SKAlphaType.Premul : SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info) ?? throw new InvalidOperationException($"Can't allocate an image of {key.Size}.");
        draw(surface.Canvas);
        using SKPixmap pixels = surface.PeekPixels();
        using SKData? data = encode(pixels, key);
        return data?.ToArray() ?? throw new InvalidOperationException($"Can't encode {key.Size} pixels as {key.Format.Name}.");
    };
}
