using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>
/// Draws a text on a light panel at the bottom of an image, or at the top of one that can have a panel at the bottom. A longer text makes
/// the panel higher and the letters smaller.
/// </summary>
static class CaptionPanel
{
    const float Margin = 0.045f;
    const float Padding = 0.035f;
    const float MaxHeight = 0.65f;
    const float MaxCapitalHeight = 0.05f;
    const float MinCapitalHeight = 0.012f;
    const float MinCapitalPixels = 5;

    static readonly SKColor s_paper = new(0xFF, 0xFB, 0xF2, 0xDC);
    static readonly SKColor s_ink = new(0x22, 0x2B, 0x3A);

    public static void Draw(SKCanvas canvas, SKSize size, string text, bool isAtTop)
    {
        string letters = StrokeFont.Spell(text);
        float edge = Math.Min(size.Width, size.Height);
        float margin = edge * Margin;
        float padding = edge * Padding;
        float width = size.Width - (2 * (margin + padding));
        if (letters.Length == 0 || width < MinCapitalPixels)
        {
            return;
        }

        (List<string> lines, float scale) = Fit(letters, width, size.Height * MaxHeight, edge);
        float height = (((lines.Count - 1) * StrokeFont.LineHeight) + StrokeFont.CapitalHeight + StrokeFont.Descent) * scale;
        float top = isAtTop ? margin : size.Height - margin - height - (2 * padding);
        SKRect panel = SKRect.Create(margin, top, size.Width - (2 * margin), height + (2 * padding));
        using SKPaint paper = new() { Color = s_paper, IsAntialias = true };
        canvas.DrawRoundRect(panel, padding * 0.7f, padding * 0.7f, paper);
        for (int line = 0; line < lines.Count; line++)
        {
            using SKAutoCanvasRestore restore = new(canvas);
            canvas.Translate(panel.Left + padding, panel.Top + padding + (line * StrokeFont.LineHeight * scale));
            canvas.Scale(scale);
            StrokeFont.Draw(canvas, lines[line], s_ink);
        }
    }

    /// <summary>Breaks the text into lines at the largest scale that fits, or shortens it at the smallest that can be read.</summary>
    static (List<string> Lines, float Scale) Fit(string text, float width, float height, float edge)
    {
        float smallest = Math.Max(edge * MinCapitalHeight, MinCapitalPixels) / StrokeFont.CapitalHeight;
        for (float scale = edge * MaxCapitalHeight / StrokeFont.CapitalHeight; ; scale *= 0.9f)
        {
            List<string> lines = Wrap(text, width / scale);
            int maxLines = Math.Max(1, (int)(height / (StrokeFont.LineHeight * scale)));
            if (lines.Count <= maxLines || scale <= smallest)
            {
                return (lines.Count <= maxLines ? lines : [.. lines.Take(maxLines - 1), "..."], scale);
            }
        }
    }

    /// <summary>Breaks a text after the last word that fits, or inside a word that is too long for a line.</summary>
    static List<string> Wrap(string text, float width)
    {
        List<string> lines = [];
        for (int start = 0, end; start < text.Length; start = end)
        {
            float used = 0;
            for (end = start; end < text.Length && (used += StrokeFont.GetAdvance(text[end])) <= width; end++)
            {
            }

            int lastSpace = end < text.Length ? text.LastIndexOf(' ', end, end - start) : -1;
            end = lastSpace > 0 ? lastSpace + 1 : Math.Max(end, start + 1);
            lines.Add(text[start..end].Trim());
        }

        return lines;
    }
}
