using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>Hills, mountains and what grows on them.</summary>
static class Land
{
    public static void Hills(SceneFrame frame)
    {
        const int Layers = 4;
        for (int layer = 0; layer < Layers; layer++)
        {
            float depth = (layer + 1f) / Layers;
            float top = frame.Horizon + ((frame.Height - frame.Horizon) * (depth - (1f / Layers)) * 0.8f);
            using SKPath path = Ridge(frame, top, frame.Unit * (9 - (layer * 1.2f)), frame.Width * frame.Random.Between(0.5f, 0.9f));
            frame.Fill(path, frame.Palette.Ground(depth));
        }
    }

    public static void Mountains(SceneFrame frame)
    {
        for (int layer = 0; layer < 2; layer++)
        {
            using SKPath path = new();
            path.MoveTo(0, frame.Height);
            float x = 0;
            while (x < frame.Width * 1.1f)
            {
                path.LineTo(x, frame.Horizon - (frame.Unit * frame.Random.Between(1, 6)));
                x += frame.Unit * frame.Random.Between(10, 18);
                path.LineTo(x, frame.Horizon - (frame.Unit * frame.Random.Between(12, 26 - (layer * 8))));
                x += frame.Unit * frame.Random.Between(10, 18);
            }

            path.LineTo(x, frame.Horizon);
            path.LineTo(x, frame.Height);
            path.Close();
            frame.Fill(path, Palette.Mix(frame.Palette.SkyBottom, frame.Palette.Ground(0.25f), 0.45f + (layer * 0.35f)));
        }
    }

    public static void Trees(SceneFrame frame)
    {
        for (int tree = 7 + frame.Random.Below(8); tree > 0; tree--)
        {
            float x = frame.Random.Between(0, frame.Width);
            float size = frame.Unit * frame.Random.Between(4, 9);
            float foot = frame.Horizon + ((frame.Height - frame.Horizon) * frame.Random.Between(0.2f, 0.55f));
            SKColor color = Palette.Mix(frame.Palette.Ground(0.9f), SKColors.Black, frame.Random.Between(0, 0.25f));
            using SKPath path = new();
            for (int floor = 0; floor < 3; floor++)
            {
                float y = foot - (size * (0.3f + (floor * 0.55f)));
                float half = size * (0.55f - (floor * 0.13f));
                path.MoveTo(x - half, y);
                path.LineTo(x, y - size);
                path.LineTo(x + half, y);
                path.Close();
            }

            path.AddRect(SKRect.Create(x - (size * 0.07f), foot - (size * 0.32f), size * 0.14f, size * 0.4f));
            frame.Fill(path, color);
        }
    }

    /// <summary>Everything below a line of two waves.</summary>
    internal static SKPath Ridge(SceneFrame frame, float top, float height, float length)
    {
        float phase = frame.Random.Between(0, MathF.Tau);
        float second = frame.Random.Between(0, MathF.Tau);
        float step = Math.Max(2, frame.Width / 160);
        SKPath path = new();
        path.MoveTo(0, frame.Height);
        for (float x = 0; x <= frame.Width + step; x += step)
        {
            float angle = x / length * MathF.Tau;
            path.LineTo(x, top - (height * ((0.7f * MathF.Sin(angle + phase)) + (0.3f * MathF.Sin((2.3f * angle) + second)))));
        }

        path.LineTo(frame.Width + step, frame.Height);
        path.Close();
        return path;
    }
}
