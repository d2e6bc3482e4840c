using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>The sea and the paper boat on it.</summary>
static class Water
{
    const int Layers = 7;
    const int BoatLayer = 2;

    public static void Waves(SceneFrame frame)
    {
        for (int layer = 0; layer <= BoatLayer; layer++)
            Wave(frame, layer);
        Glitter(frame);
    }

    /// <summary>The waves before the boat, so that it swims and does not stand.</summary>
    public static void Foreground(SceneFrame frame)
    {
        for (int layer = BoatLayer + 1; layer < Layers; layer++)
            Wave(frame, layer);
    }

    public static void Boat(SceneFrame frame)
    {
        float size = frame.Unit * frame.Random.Between(13, 18);
        float x = frame.Width * frame.Random.Between(0.25f, 0.75f);
        float y = Top(frame, BoatLayer + 1) + (size * 0.1f);
        frame.Canvas.Save();
        frame.Canvas.Translate(x, y);
        frame.Canvas.RotateDegrees(frame.Random.Between(-5, 5));
        frame.Canvas.Scale(size);
        Facet(frame, "M-.32 -.28L0 -.95L0 -.28Z", SKColors.White);
        Facet(frame, "M0 -.95L.32 -.28L0 -.28Z", new SKColor(0xD9, 0xDE, 0xE6));
        Facet(frame, "M-1 -.42L-.55 .12L.55 .12L1 -.42L.32 -.28L0 -.34L-.32 -.28Z", new SKColor(0xF4, 0xF5, 0xF7));
        Facet(frame, "M0 -.34L.32 -.28L1 -.42L.55 .12L0 .12Z", new SKColor(0xC6, 0xCD, 0xD8));
        Facet(frame, "M-.02 -.9V-1.25L.26 -1.14L.02 -1.05V-.9Z", frame.Palette.Accent);
        frame.Canvas.Restore();
    }

    static void Facet(SceneFrame frame, string path, SKColor color)
    {
        using SKPath facet = SKPath.ParseSvgPathData(path);
        frame.Fill(facet, color);
    }

    static float Top(SceneFrame frame, int layer) =>
        frame.Horizon + ((frame.Height - frame.Horizon) * MathF.Pow(layer / (float)Layers, 1.35f));

    static void Wave(SceneFrame frame, int layer)
    {
        float depth = (layer + 0.5f) / Layers;
        float height = layer == 0 ? 0 : frame.Unit * (0.4f + (layer * 0.28f));
        using SKPath path = Land.Ridge(frame, Top(frame, layer), height, frame.Unit * (16 + (layer * 7)));
        frame.Fill(path, frame.Palette.Ground(depth));
    }

    /// <summary>The light's road on the water.</summary>
    static void Glitter(SceneFrame frame)
    {
        using SKPaint paint = new() { Color = frame.Palette.Sun.WithAlpha(120), IsAntialias = true };
        for (int line = 0; line < 14; line++)
        {
            float y = frame.Horizon + ((Top(frame, BoatLayer) - frame.Horizon) * (line + 0.6f) / 14);
            float half = frame.Unit * frame.Random.Between(1.5f, 5 + (line * 0.5f));
            float x = frame.Light.X + (frame.Unit * frame.Random.Between(-3, 3));
            frame.Canvas.DrawRoundRect(SKRect.Create(x - half, y, 2 * half, frame.Unit * 0.35f), frame.Unit, frame.Unit, paint);
        }
    }
}
