using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>What is above the horizon.</summary>
static class Sky
{
    public static void Gradient(SceneFrame frame)
    {
        using SKShader shader = SKShader.CreateLinearGradient(
            new SKPoint(0, 0),
            new SKPoint(0, frame.Horizon),
            [frame.Palette.SkyTop, frame.Palette.SkyBottom],
            SKShaderTileMode.Clamp);
        using SKPaint paint = new() { Shader = shader };
        frame.Canvas.DrawPaint(paint);
    }

    public static void Sun(SceneFrame frame)
    {
        float radius = frame.Unit * frame.Random.Between(6, 11);
        SKColor sun = frame.Palette.Sun;
        for (int ring = 4; ring > 0; ring--)
            frame.Disc(frame.Light.X, frame.Light.Y, radius * (1 + (ring * 0.34f)), sun.WithAlpha(30));
        frame.Disc(frame.Light.X, frame.Light.Y, radius, sun);
    }

    public static void Stars(SceneFrame frame)
    {
        for (int star = 0; star < 90; star++)
        {
            frame.Disc(
                frame.Random.Between(0, frame.Width),
                frame.Random.Between(0, frame.Horizon),
                frame.Unit * frame.Random.Between(0.08f, 0.3f),
                SKColors.White.WithAlpha((byte)frame.Random.Between(90, 230)));
        }
    }

    public static void Clouds(SceneFrame frame)
    {
        for (int cloud = 2 + frame.Random.Below(3); cloud > 0; cloud--)
        {
            float x = frame.Random.Between(0, frame.Width);
            float y = frame.Horizon * frame.Random.Between(0.1f, 0.6f);
            float size = frame.Unit * frame.Random.Between(3, 6);
            using SKPath path = new();
            for (int puff = -2; puff <= 2; puff++)
            {
                float radius = size * (1.1f - (0.28f * Math.Abs(puff)) + frame.Random.Between(0, 0.2f));
                path.AddCircle(x + (puff * size * 0.95f), y + (size * 0.5f) - radius, radius);
            }

            path.AddRoundRect(SKRect.Create(x - (size * 2.8f), y - (size * 0.5f), size * 5.6f, size), size * 0.5f, size * 0.5f);
            frame.Fill(path, SKColors.White.WithAlpha(150));
        }
    }

    public static void Birds(SceneFrame frame)
    {
        using SKPaint pen = new()
        {
            Color = frame.Palette.Near.WithAlpha(200),
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = frame.Unit * 0.35f,
            StrokeCap = SKStrokeCap.Round,
        };
        for (int bird = 3 + frame.Random.Below(4); bird > 0; bird--)
        {
            float x = frame.Width * frame.Random.Between(0.1f, 0.9f);
            float y = frame.Horizon * frame.Random.Between(0.15f, 0.7f);
            float wing = frame.Unit * frame.Random.Between(1, 2.2f);
            using SKPath path = new();
            path.MoveTo(x - (wing * 1.6f), y - (wing * 0.4f));
            path.QuadTo(x - (wing * 0.7f), y - wing, x, y);
            path.QuadTo(x + (wing * 0.7f), y - wing, x + (wing * 1.6f), y - (wing * 0.4f));
            frame.Canvas.DrawPath(path, pen);
        }
    }
}
