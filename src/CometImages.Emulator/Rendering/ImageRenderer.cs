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

    public static int GetSeed(RenderedImageKey key) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Model}\n{key.Index}\n{key.Prompt}")));

    static byte[] Encode(RenderedImageKey key, bool isPlain) => key.Format.Encode(key, canvas =>
    {
        if (!isPlain)
        {
            SKSize size = new(key.Size.Width, key.Size.Height);
            Landscape.Draw(canvas, size, new Random(GetSeed(key)), withSky: !key.IsTransparent);
            CaptionPanel.Draw(canvas, size, key.Prompt);
        }
    });
}
