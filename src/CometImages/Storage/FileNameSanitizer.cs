using System.Globalization;
using System.Text;

namespace CometImages.Storage;

/// <summary>Names that are safe as one file name on Windows, macOS and Linux, whatever text they come from.</summary>
static class FileNameSanitizer
{
    /// <summary>The longest name that <see cref="Sanitize"/> makes, in UTF-8 bytes; extension and suffixes find room beside it.</summary>
    public const int MaxByteCount = 180;

    static readonly HashSet<string> s_reserved = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
            .Concat(Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }))
            .Concat(new[] { "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3" }),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A text as one file name without extension: no path, no reserved name, nothing invisible, not too long, never empty.</summary>
    /// <param name="text">Any text.</param>
    public static string Sanitize(string text)
    {
        StringBuilder name = new(Math.Min(text.Length, MaxByteCount));
        int bytes = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(ReplaceLoneSurrogates(text));
        while (elements.MoveNext())
        {
            string element = Replacement(elements.GetTextElement(), name);
            bytes += Encoding.UTF8.GetByteCount(element);

            // One byte is kept for the mark before a reserved name.
            if (bytes >= MaxByteCount)
            {
                break;
            }

            name.Append(element);
        }

        string safe = name.ToString().Trim(' ', '.', '-', '_');
        int stem = safe.IndexOf('.');
        if (s_reserved.Contains((stem < 0 ? safe : safe.Substring(0, stem)).Trim()))
        {
            return "_" + safe;
        }

        return safe.Length == 0 ? "image" : safe;
    }

    // Half of a surrogate pair is no character; UTF-8 has none, so a round trip replaces it.
    static string ReplaceLoneSurrogates(string text)
    {
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        try
        {
            return valid.Normalize();
        }
        catch (ArgumentException)
        {
            // It has code points that stand for no character, now or ever; they are left out below.
            return valid;
        }
    }

    // What is no part of a name becomes one dash, however much of it there is.
    static string Replacement(string element, StringBuilder before)
    {
        string visible = Visible(element);
        return visible == "-" && before.Length > 0 && before[before.Length - 1] == '-' ? string.Empty : visible;
    }

    // Every character of the element counts: some letters make one element with whatever comes behind them.
    static string Visible(string element)
    {
        StringBuilder visible = new(element.Length);
        for (int i = 0; i < element.Length; i += char.IsSurrogatePair(element, i) ? 2 : 1)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(element, i))
            {
                case UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                    return "-";
            }

            if ("<>:\"/\\|?*".IndexOf(element[i]) >= 0)
            {
                return "-";
            }

            visible.Append(element, i, char.IsSurrogatePair(element, i) ? 2 : 1);
        }

        // .NET Framework takes what joins or marks emoji for a character of its own.
        bool isJoint = element[0] == '\u200D' || char.IsHighSurrogate(element[0]);
        return visible.Length > 0 ? visible.ToString() : isJoint ? string.Empty : "-";
    }
}
