using System.Security.Cryptography;
using System.Text;
using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>Renders an image file: a landscape that the model, the prompt, and the index determine, with the prompt on a panel.</summary>
static class ImageRenderer
{
    public static RenderedImage Render(RenderedImageKey key)
    {
        byte[] file = Encode(key, isPlain: false);
        if (key.FileLength > 0 && key.Format == ImageFormat.Png)
        {
            file = PngPadding.Pad(file, key.FileLength) ?? PngPadding.Pad(Encode(key, isPlain: true), key.FileLength) ?? file;
        }

        return new RenderedImage(key, file);
    }

    static byte[] Encode(RenderedImageKey key, bool isPlain)
    {
        SKImageInfo info = new(
            key.Size.Width, key.Size.Height, SKColorType.Rgba8888, key.IsTransparent ? SKAlphaType.Premul : SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info) ?? throw new InvalidOperationException($"Can't allocate an image of {key.Size}.");
        if (!isPlain)
        {
            Landscape.Draw(surface.Canvas, info.Size, new Random(GetSeed(key)), withSky: !key.IsTransparent);
            CaptionPanel.Draw(surface.Canvas, info.Size, key.Prompt);
        }

        using SKPixmap pixels = surface.PeekPixels();
        return key.Format.Encode(pixels, key.Quality);
    }

    static int GetSeed(RenderedImageKey key) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Model}\n{key.Index}\n{key.Prompt}")));
}
