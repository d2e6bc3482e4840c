using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>Draws a sky, a sun or a moon, and ridges that fade with the distance.</summary>
static class Landscape
{
    const int RidgeCount = 6;
    const int StarCount = 90;
    const byte RidgeAlpha = 95;

    // The top and the bottom of the sky, the sun, and the ridges.
    static readonly SKColor[][] s_palettes =
    [
        Parse("#5FA8D3", "#F7E6C4", "#FFF3B0", "#1F5F78"),
        Parse("#3D5A80", "#F6BD9A", "#FFE066", "#3B2C4D"),
        Parse("#8EC5E8", "#F4F9E9", "#FFE9A8", "#2E6B4F"),
        Parse("#F08A5D", "#FDE2B3", "#FFF6D5", "#4A2545"),
        Parse("#6C8EBF", "#FFD6E0", "#FFFFFF", "#3C3A68"),
        Parse("#2A9D8F", "#E9F5DB", "#FFE8A1", "#14505C"),
        Parse("#0B1030", "#4A5288", "#F5F0D7", "#0D1428"),
        Parse("#10182B", "#5B4A80", "#FFE9C9", "#120E24"),
        Parse("#06202B", "#2A7280", "#EAF7F2", "#041319"),
    ];

    public static void Draw(SKCanvas canvas, SKSize size, Random random, bool withSky)
    {
        SKColor[] palette = s_palettes[random.Next(s_palettes.Length)];
        float unit = Math.Min(size.Width, size.Height) / 100;
        float horizon = size.Height * Between(random, 0.42f, 0.52f);
        using SKPaint paint = new() { IsAntialias = true };
        if (withSky)
        {
            paint.Shader = SKShader.CreateLinearGradient(default, new SKPoint(0, horizon), palette[..2], SKShaderTileMode.Clamp);
            canvas.DrawPaint(paint);
            paint.Shader = null;
            bool isNight = palette[0].Red < 0x20;
            for (int star = isNight ? StarCount : 0; star > 0; star--)
            {
                paint.Color = SKColors.White.WithAlpha((byte)random.Next(90, 230));
                canvas.DrawCircle(Between(random, 0, size.Width), Between(random, 0, horizon), unit * Between(random, 0.08f, 0.3f), paint);
            }
        }

        SKPoint sun = new(size.Width * Between(random, 0.18f, 0.82f), horizon * Between(random, 0.3f, 0.75f));
        DrawSun(canvas, sun, unit * Between(random, 6, 11), palette[2], paint);
        paint.Color = palette[3].WithAlpha(RidgeAlpha);
        bool hasMountains = random.Next(2) == 0;
        for (int ridge = 0; ridge < RidgeCount; ridge++)
        {
            float top = horizon + ((size.Height - horizon) * MathF.Pow(ridge / (float)RidgeCount, 1.2f) * 0.9f);
            using SKPath path = hasMountains && ridge < RidgeCount / 2
                ? CreateRidge(size, top, unit * (14 - (ridge * 3)), unit * Between(random, 32, 48), Peaks, random)
                : CreateRidge(size, top, unit * Between(random, 3, 6), unit * Between(random, 45, 90), MathF.Sin, random);
            canvas.DrawPath(path, paint);
        }
    }

    static void DrawSun(SKCanvas canvas, SKPoint center, float radius, SKColor color, SKPaint paint)
    {
        SKColor[] glow = [color.WithAlpha(150), color.WithAlpha(0)];
        paint.Shader = SKShader.CreateRadialGradient(center, radius * 3, glow, SKShaderTileMode.Clamp);
        canvas.DrawCircle(center, radius * 3, paint);
        paint.Shader = null;
        paint.Color = color;
        canvas.DrawCircle(center, radius, paint);
    }

    /// <summary>Creates the outline of everything below two overlapping waves.</summary>
    static SKPath CreateRidge(SKSize size, float top, float height, float length, Func<float, float> wave, Random random)
    {
        (float first, float second) = (Between(random, 0, MathF.Tau), Between(random, 0, MathF.Tau));
        float step = Math.Max(1, size.Width / 400);
        SKPath path = new();
        path.MoveTo(0, size.Height);
        for (float x = 0; x <= size.Width + step; x += step)
        {
            float angle = x / length * MathF.Tau;
            path.LineTo(x, top - (height * ((0.8f * wave(angle + first)) + (0.2f * wave((2.3f * angle) + second)))));
        }

        path.LineTo(size.Width, size.Height);
        path.Close();
        return path;
    }

    static float Peaks(float angle) => MathF.Asin(MathF.Sin(angle)) / (MathF.PI / 2);

    static float Between(Random random, float from, float to) => from + ((to - from) * random.NextSingle());

    static SKColor[] Parse(params string[] colors) => Array.ConvertAll(colors, SKColor.Parse);
}
