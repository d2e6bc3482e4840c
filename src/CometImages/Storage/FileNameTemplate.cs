using System.Globalization;
using System.Text.RegularExpressions;

namespace CometImages.Storage;

/// <summary>A pattern of file names with places for a picture's properties: <c>{Index} {Created} {Model} {Prompt}</c>.</summary>
sealed class FileNameTemplate
{
    /// <summary>The pattern that is used when none is given.</summary>
    public const string Default = "{Created}-{Prompt}";

    const int MaxPromptLength = 60;

    static readonly Regex s_placeholder = new(@"\{(?<name>\w+)(?::(?<format>[^{}]*))?\}", RegexOptions.CultureInvariant);

    static readonly Regex s_punctuation = new(@"[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Sm}\p{Sc}\p{Sk}]+", RegexOptions.CultureInvariant);

    static readonly Dictionary<string, Func<CometImage, string?, string>> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Index"] = (image, format) => image.Index.ToString(format, CultureInfo.InvariantCulture),
        ["Created"] = (image, format) => image.Created.ToString(format ?? "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture),
        ["Model"] = (image, _) => image.Model ?? string.Empty,
        ["Prompt"] = (image, _) => TruncatePrompt(image.Prompt ?? string.Empty),
    };

    readonly string _pattern;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">Text with places such as <c>{Index:000}</c> or <c>{Created:yyyy-MM-dd}</c>.</param>
    /// <exception cref="FormatException">A place has a name or a format that there is not.</exception>
    public FileNameTemplate(string pattern)
    {
        foreach (Match place in s_placeholder.Matches(pattern))
        {
            if (!s_values.ContainsKey(place.Groups["name"].Value))
            {
                throw new FormatException($"There is no {place.Value}. A name may have {string.Join(", ", s_values.Keys.Select(name => $"{{{name}}}"))}.");
            }
        }

        _pattern = pattern;
        _ = Format(new CometImage());
    }

    /// <summary>The safe name, without extension, of one picture.</summary>
    /// <param name="image">The picture.</param>
    public string Format(CometImage image) => FileNameSanitizer.Sanitize(s_placeholder.Replace(_pattern, place =>
    {
        string? format = place.Groups["format"] is { Success: true } group ? group.Value : null;
        return s_values[place.Groups["name"].Value](image, format);
    }));

    // A name tells pictures apart; it need not tell the whole prompt, nor its punctuation, which shells take for their own. Cut between
    // words where there are some.
    static string TruncatePrompt(string text)
    {
        string prompt = s_punctuation.Replace(text, " ").Trim();
        if (prompt.Length <= MaxPromptLength)
        {
            return prompt;
        }

        int cut = prompt.LastIndexOf(' ', MaxPromptLength);
        cut = cut > MaxPromptLength / 2 ? cut : MaxPromptLength;
        return prompt.Substring(0, char.IsHighSurrogate(prompt[cut - 1]) ? cut - 1 : cut);
    }
}
