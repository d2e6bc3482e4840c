using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>No landscape at all.</summary>
static class Shapes
{
    public static void Orbs(SceneFrame frame)
    {
        for (int orb = 6 + frame.Random.Below(5); orb > 0; orb--)
        {
            float radius = frame.Unit * frame.Random.Between(5, 22);
            float x = frame.Random.Between(0, frame.Width);
            float y = frame.Random.Between(0, frame.Height * 0.8f);
            SKColor color = frame.Random.Pick<SKColor>([frame.Palette.Sun, frame.Palette.Accent, frame.Palette.Far, frame.Palette.Near]);
            frame.Disc(x, y, radius, color.WithAlpha(130));
            frame.Disc(x, y, radius * 0.72f, color.WithAlpha(160));
        }
    }

    public static void Ribbons(SceneFrame frame)
    {
        for (int ribbon = 0; ribbon < 5; ribbon++)
        {
            float top = frame.Height * (0.35f + (ribbon * 0.13f));
            float height = frame.Unit * frame.Random.Between(4, 10);
            using SKPath path = Land.Ridge(frame, top, height, frame.Width * frame.Random.Between(0.4f, 1.1f));
            frame.Fill(path, frame.Palette.Ground(ribbon / 4f).WithAlpha(190));
        }
    }
}
