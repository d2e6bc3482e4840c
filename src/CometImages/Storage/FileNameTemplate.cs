using System.Globalization;
using System.Text.RegularExpressions;

namespace CometImages.Storage;

/// <summary>A template of file names, with placeholders for the properties of an image, such as <c>{Index:000}-{Prompt}</c>.</summary>
sealed class FileNameTemplate
{
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

    readonly string _template;

    /// <exception cref="FormatException">The name or the format of a placeholder is invalid.</exception>
    public FileNameTemplate(string template)
    {
        foreach (Match placeholder in s_placeholder.Matches(template))
        {
            if (!s_values.ContainsKey(placeholder.Groups["name"].Value))
            {
                string[] valid = [.. s_values.Keys.Select(name => $"{{{name}}}")];
                throw new FormatException(
                    $"Unknown placeholder '{placeholder.Value}'. " +
                    $"Valid placeholders are {string.Join(", ", valid.Take(valid.Length - 1))}, and {valid[valid.Length - 1]}.");
            }
        }

        _template = template;

        // An invalid format string throws here, before an image is saved.
        _ = Format(new CometImage());
    }

    /// <summary>Returns the sanitized name of an image, without extension.</summary>
    public string Format(CometImage image) => FileNameSanitizer.Sanitize(s_placeholder.Replace(_template, placeholder =>
    {
        string? format = placeholder.Groups["format"] is { Success: true } group ? group.Value : null;
        return s_values[placeholder.Groups["name"].Value](image, format);
    }));

    // A name distinguishes images, for which the first words are enough. Punctuation is removed because shells give it a meaning.
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
