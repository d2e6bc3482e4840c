using System.Globalization;
using System.Text;
using SkiaSharp;

namespace CometImages.Emulator.Pictures.Lettering;

/// <summary>Letters as pen strokes, because a machine without fonts must letter too.</summary>
static class StrokeFont
{
    public const float CapitalHeight = 14;
    public const float LineHeight = 25;
    public const float PenWidth = 1.7f;

    const float Spacing = 3.6f;
    const char MissingLetter = '\uFFFD';

    static readonly Dictionary<char, Glyph> ByLetter =
        Glyphs.Table.Append((MissingLetter, Glyphs.Missing.Width, Glyphs.Missing.Path)).ToDictionary(
            glyph => glyph.Item1,
            glyph => new Glyph(glyph.Item2 + Spacing, SKPath.ParseSvgPathData(glyph.Item3) ?? new SKPath()));

    static readonly Dictionary<char, string> Alike = new()
    {
        ['‘'] = "'", ['’'] = "'", ['“'] = "\"", ['”'] = "\"", ['–'] = "-", ['—'] = "-", ['…'] = "...", ['×'] = "x", ['ß'] = "ss",
    };

    static readonly UnicodeCategory[] Unseen =
        [UnicodeCategory.NonSpacingMark, UnicodeCategory.EnclosingMark, UnicodeCategory.Format];

    public static float Advance(char letter) => ByLetter[letter].Advance;

    public static SKPath Path(char letter) => ByLetter[letter].Path;

    public static float Measure(ReadOnlySpan<char> text)
    {
        float width = 0;
        foreach (char letter in text)
            width += ByLetter[letter].Advance;
        return width;
    }

    /// <summary>The text in letters that the font has: accents go, every other character without a letter becomes one box.</summary>
    public static string Spell(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (Rune rune in Decompose(text).EnumerateRunes())
        {
            char letter = rune.IsBmp ? (char)rune.Value : MissingLetter;
            if (Unseen.Contains(Rune.GetUnicodeCategory(rune)))
                continue;
            if (Alike.TryGetValue(letter, out string? alike))
                letters.Append(alike);
            else
                letters.Append(Rune.IsWhiteSpace(rune) ? ' ' : ByLetter.ContainsKey(letter) ? letter : MissingLetter);
        }

        return letters.ToString();
    }

    /// <summary>Runes replace lone surrogates, which have no decomposition.</summary>
    static string Decompose(string text) => string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormD);

    sealed record Glyph(float Advance, SKPath Path);
}
