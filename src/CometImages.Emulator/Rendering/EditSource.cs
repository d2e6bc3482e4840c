using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>The image that an edit changes, and the mask whose transparent area the edit repaints.</summary>
/// <remarks>The ID is different for different content.</remarks>
sealed record EditSource(string Id, SourceImage Image, SourceImage? Mask = null)
{
    /// <summary>Draws the image with the landscape of the prompt in the transparent area of the mask, or in other colors.</summary>
    public void Draw(SKCanvas canvas, SKSize size, Random random, bool isTransparent)
    {
        if (!isTransparent)
        {
            canvas.Clear(SKColors.White);
        }

        Image.Draw(canvas, size);
        if (Mask is null)
        {
            canvas.DrawColor(SKColor.FromHsl(random.Next(360), 80, 45), SKBlendMode.SoftLight);
            return;
        }

        canvas.SaveLayer();
        Landscape.Draw(canvas, size, random, withSky: true);
        Mask.Draw(canvas, size, SKBlendMode.DstOut);
        canvas.Restore();
    }
}
