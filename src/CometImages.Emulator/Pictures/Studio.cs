using CometImages.Emulator.Pictures.Scenes;
using SkiaSharp;

namespace CometImages.Emulator.Pictures;

/// <summary>From a key to a file: paints, encodes and pads.</summary>
static class Studio
{
    public static Picture Make(PictureKey key)
    {
        byte[] drawn = Encode(key, Painter.Paint);
        if (key.Bytes == 0)
            return new Picture(key, drawn);
        return new Picture(
            key,
            key.Format.Pad(drawn, key.Bytes) ?? key.Format.Pad(Encode(key, Painter.PaintPlain), key.Bytes) ?? drawn);
    }

    static byte[] Encode(PictureKey key, Action<SKCanvas, PictureKey> paint)
    {
        SKImageInfo info = new(
            key.Size.Width, key.Size.Height, SKColorType.Rgba8888, key.Transparent ? SKAlphaType.Premul : SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info)
            ?? throw new InvalidOperationException($"There is no memory for a picture of {key.Size}.");
        paint(surface.Canvas, key);
        using SKPixmap pixels = surface.PeekPixels();
        return key.Format.Encode(pixels, key.Quality);
    }
}
