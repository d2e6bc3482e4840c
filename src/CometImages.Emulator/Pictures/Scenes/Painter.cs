using CometImages.Emulator.Pictures.Lettering;
using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>Paints a scene that model, prompt and index decide, and letters the prompt on it.</summary>
static class Painter
{
    public static void Paint(SKCanvas canvas, PictureKey key)
    {
        SceneRandom random = new($"{key.Model}\n{key.Index}\n{key.Prompt}");
        Composition composition = random.Pick(Composition.All);
        float horizon = key.Size.Height * random.Between(0.4f, 0.5f);
        SceneFrame frame = new(canvas, key.Size.Width, key.Size.Height, random, random.Pick(composition.Palettes))
        {
            Horizon = horizon,
            Light = new SKPoint(key.Size.Width * random.Between(0.18f, 0.82f), horizon * random.Between(0.28f, 0.75f)),
        };
        if (!key.Transparent)
            Run(composition.Backdrop, frame);
        Run(composition.Parts, frame);
        TextPanel.Paint(canvas, key.Size.Width, key.Size.Height, key.Prompt);
    }

    /// <summary>One colour: for a file that must be small.</summary>
    public static void PaintPlain(SKCanvas canvas, PictureKey key) =>
        canvas.Clear(key.Transparent ? SKColors.Transparent : new SceneRandom(key.Prompt).Pick(Palette.Day).SkyTop);

    static void Run(IReadOnlyList<Action<SceneFrame>> parts, SceneFrame frame)
    {
        foreach (Action<SceneFrame> part in parts)
            part(frame);
    }
}
