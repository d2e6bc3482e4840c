using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>What the parts of one scene share.</summary>
sealed record SceneFrame(SKCanvas Canvas, float Width, float Height, SceneRandom Random, Palette Palette)
{
    /// <summary>A hundredth of the shorter edge.</summary>
    public float Unit => Math.Min(Width, Height) / 100;

    /// <summary>Where the sky ends.</summary>
    public float Horizon { get; init; }

    public SKPoint Light { get; init; }

    public void Fill(SKPath path, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        Canvas.DrawPath(path, paint);
    }

    public void Disc(float x, float y, float radius, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        Canvas.DrawCircle(x, y, radius, paint);
    }
}
