using SkiaSharp;

namespace CometImages.Emulator.Pictures.Lettering;

/// <summary>Letters a text on a light panel at the bottom of a picture; more text makes the panel higher and the letters smaller.</summary>
static class TextPanel
{
    const float Margin = 0.045f;
    const float Padding = 0.035f;
    const float SmallestScale = 0.36f;

    static readonly SKColor Paper = new(0xFF, 0xFB, 0xF2, 0xDC);
    static readonly SKColor Ink = new(0x22, 0x2B, 0x3A);

    public static void Paint(SKCanvas canvas, int width, int height, string text)
    {
        string letters = StrokeFont.Spell(text);
        float edge = Math.Min(width, height);
        float margin = edge * Margin;
        float padding = edge * Padding;
        float inner = width - (2 * (margin + padding));
        float outer = height - (2 * (margin + padding));
        if (inner < 8 || outer < 8 || string.IsNullOrWhiteSpace(letters))
            return;

        float largest = edge * 0.05f / StrokeFont.CapitalHeight;
        float smallest = Math.Min(largest, Math.Max(SmallestScale, edge * 0.0075f / StrokeFont.CapitalHeight));
        TextLayout layout = TextLayout.Fit(letters, inner, [outer * 0.3f, outer * 0.5f, outer], largest, smallest);

        // The last line's space below is the panel's own.
        float inked = layout.Height - ((StrokeFont.LineHeight - StrokeFont.CapitalHeight - 4) * layout.Scale);
        SKRect panel = SKRect.Create(margin, height - margin - inked - (2 * padding), width - (2 * margin), inked + (2 * padding));
        using SKPaint paper = new() { Color = Paper, IsAntialias = true };
        canvas.DrawRoundRect(panel, padding * 0.7f, padding * 0.7f, paper);
        using SKPaint pen = new()
        {
            Color = Ink,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = StrokeFont.PenWidth,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        for (int line = 0; line < layout.Lines.Count; line++)
            PaintLine(canvas, layout, line, panel.Left + padding, panel.Top + padding, pen);
    }

    static void PaintLine(SKCanvas canvas, TextLayout layout, int line, float left, float top, SKPaint pen)
    {
        canvas.Save();
        canvas.Translate(left, top + (line * StrokeFont.LineHeight * layout.Scale));
        canvas.Scale(layout.Scale);
        foreach (char letter in layout.Lines[line])
        {
            canvas.DrawPath(StrokeFont.Path(letter), pen);
            canvas.Translate(StrokeFont.Advance(letter), 0);
        }

        canvas.Restore();
    }
}
