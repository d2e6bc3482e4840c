using System.Security.Cryptography;
using System.Text;
using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>
/// Renders an image file: a landscape that the model, the prompt, and the index determine, with the prompt on a panel. An edit is
/// the image that it changes, with the prompt at the top.
/// </summary>
static class ImageRenderer
{
    public static RenderedImage Render(RenderedImageKey key, EditSource? source)
    {
        byte[] file = Encode(key, source, isPlain: false);
        if (key.FileLength > 0 && key.Format == ImageFormat.Png)
        {
            file = PngPadding.Pad(file, key.FileLength) ?? PngPadding.Pad(Encode(key, source, isPlain: true), key.FileLength) ?? file;
        }

        return new RenderedImage(key, file);
    }

    public static int GetSeed(RenderedImageKey key) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Model}\n{key.Index}\n{key.Prompt}")));

    static byte[] Encode(RenderedImageKey key, EditSource? source, bool isPlain) => key.Format.Encode(key, canvas =>
    {
        if (isPlain)
        {
            return;
        }

        SKSize size = new(key.Size.Width, key.Size.Height);
        Random random = new(GetSeed(key));
        if (source is null)
        {
            Landscape.Draw(canvas, size, random, withSky: !key.IsTransparent);
        }
        else
        {
            source.Draw(canvas, size, random, key.IsTransparent);
        }

        CaptionPanel.Draw(canvas, size, key.Prompt, isAtTop: source is not null);
    });
}
