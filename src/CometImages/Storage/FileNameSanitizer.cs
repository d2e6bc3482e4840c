using System.Globalization;
using System.Text;

namespace CometImages.Storage;

/// <summary>Makes file names that are valid on Windows, macOS, and Linux from any text.</summary>
static class FileNameSanitizer
{
    /// <summary>The maximum length in UTF-8 bytes. File systems limit a name to 255, which leaves room for suffix and extension.</summary>
    public const int MaxByteCount = 180;

    static readonly HashSet<string> s_reserved = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
            .Concat(Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }))
            .Concat(new[] { "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3" }),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Converts a text to a file name without extension. The name contains no path separators or invisible characters, isn't reserved on
    /// Windows, and is never empty.
    /// </summary>
    public static string Sanitize(string text)
    {
        StringBuilder name = new(Math.Min(text.Length, MaxByteCount));
        int bytes = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(ReplaceLoneSurrogates(text));
        while (elements.MoveNext())
        {
            string element = ReplaceElement(elements.GetTextElement(), name);
            bytes += Encoding.UTF8.GetByteCount(element);

            // One byte is left for the underscore before a reserved name.
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

    // UTF-8 can't represent a lone surrogate, so encoding and decoding the text replaces it.
    static string ReplaceLoneSurrogates(string text)
    {
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        try
        {
            return valid.Normalize();
        }
        catch (ArgumentException)
        {
            // Normalize rejects noncharacters such as U+FFFE, which GetVisibleCharacters replaces.
            return valid;
        }
    }

    // Consecutive invalid characters become one dash.
    static string ReplaceElement(string element, StringBuilder name)
    {
        string visible = GetVisibleCharacters(element);
        return visible == "-" && name.Length > 0 && name[name.Length - 1] == '-' ? string.Empty : visible;
    }

    // Every character of the element is checked, because a letter such as U+0D4E forms one text element with the separator after it.
    static string GetVisibleCharacters(string element)
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

        // .NET Framework returns the joiners and tags of an emoji as text elements of their own.
        bool isEmojiPart = element[0] == '\u200D' || char.IsHighSurrogate(element[0]);
        return visible.Length > 0 ? visible.ToString() : isEmojiPart ? string.Empty : "-";
    }
}
