using System.Globalization;
using System.Text;
using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>Letters as pen strokes, because they must look the same on every machine, also on one without fonts.</summary>
/// <remarks>In glyphs.json, a capital is 14 units high, y grows downward, and the baseline is at 14.</remarks>
static class StrokeFont
{
    public const float CapitalHeight = 14;
    public const float Descent = 4.5f;
    public const float LineHeight = 25;

    const float PenWidth = 1.7f;
    const float Spacing = 3.6f;
    const char MissingGlyph = '\uFFFD';

    static readonly Dictionary<char, SKPath> s_glyphs = EmulatorJson.ReadResource<Dictionary<string, string>>("glyphs.json").ToDictionary(
        glyph => glyph.Key[0], glyph => SKPath.ParseSvgPathData(glyph.Value));

    static readonly Dictionary<char, float> s_advances = s_glyphs.ToDictionary(
        glyph => glyph.Key, glyph => glyph.Value.TightBounds.Left + glyph.Value.TightBounds.Right + Spacing);

    public static float GetAdvance(char letter) => s_advances[letter];

    public static void Draw(SKCanvas canvas, string letters, SKColor color)
    {
        using SKPaint pen = new()
        {
            Color = color,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = PenWidth,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        foreach (char letter in letters)
        {
            canvas.DrawPath(s_glyphs[letter], pen);
            canvas.Translate(GetAdvance(letter), 0);
        }
    }

    /// <summary>Spells a text in letters that the font has: without accents, and with a box for every other unknown character.</summary>
    public static string Spell(string text)
    {
        IEnumerable<char> letters =
            from rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes()
            where Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            let letter = rune.IsBmp ? (char)rune.Value : MissingGlyph
            select s_glyphs.ContainsKey(letter) ? letter : Rune.IsWhiteSpace(rune) ? ' ' : MissingGlyph;
        return string.Concat(letters).Trim();
    }
}
