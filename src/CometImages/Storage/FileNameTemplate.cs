using System.Globalization;
using System.Text.RegularExpressions;

namespace CometImages.Storage;

/// <summary>
/// A template of file names, with placeholders for the properties of an image and the columns of its row, such as
/// <c>{Index:000}-{Prompt}</c> or <c>{Sku}</c>. A doubled brace is a brace.
/// </summary>
sealed class FileNameTemplate
{
    public const string Default = "{Created}-{Prompt}";

    const int MaxPromptLength = 60;

    static readonly Regex s_placeholder = new(@"\{\{|\}\}|\{(?<name>\w+)(?::(?<format>[^{}]*))?\}", RegexOptions.CultureInvariant);

    static readonly Regex s_punctuation = new(@"[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Sm}\p{Sc}\p{Sk}]+", RegexOptions.CultureInvariant);

    static readonly Dictionary<string, Func<CometImage, object?>> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Index"] = image => image.Index,
        ["Created"] = image => image.Created,
        ["Model"] = image => image.Model,
        ["Prompt"] = image => TruncatePrompt(image.Prompt ?? string.Empty),
        ["Size"] = image => image.Size,
        ["Quality"] = image => image.Quality,
        ["RequestId"] = image => image.RequestId,
    };

    readonly string _template;
    readonly string _parameterName;

    /// <param name="template">The template.</param>
    /// <param name="parameterName">The name of the parameter for messages.</param>
    /// <exception cref="CometApiException">The format of a placeholder is invalid.</exception>
    public FileNameTemplate(string template, string parameterName)
    {
        _template = template;
        _parameterName = parameterName;

        // An invalid format string throws here, before an image is requested or saved.
        _ = Replace(new CometImage(), _ => string.Empty, (_, text) => text);
    }

    /// <summary>Gets the names of the placeholders, except for columns.</summary>
    public static IEnumerable<string> Placeholders => s_values.Keys;

    /// <summary>Returns whether each image of a prompt has a different name.</summary>
    public bool HasIndex => s_placeholder.Matches(_template).Cast<Match>().Any(placeholder => IsIndex(placeholder.Groups["name"].Value));

    /// <summary>Returns the template whose result is a text.</summary>
    public static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");

    /// <summary>Returns the sanitized name of an image, without extension.</summary>
    /// <param name="image">The image.</param>
    /// <param name="getColumn">Gets the value of a column by its name, or null if the row doesn't have it.</param>
    /// <exception cref="CometApiException">A placeholder is unknown.</exception>
    public string FormatName(CometImage image, Func<string, object?> getColumn) =>
        FileNameSanitizer.Sanitize(Replace(image, getColumn, (_, text) => text));

    /// <summary>Returns the path of a requested image. Each value is sanitized, so that it doesn't change the folder.</summary>
    /// <param name="image">What is known of the image before the request.</param>
    /// <param name="getColumn">Gets the value of a column by its name, or null if the row doesn't have it.</param>
    /// <exception cref="CometApiException">A placeholder is unknown or has no value.</exception>
    public string FormatPath(CometImage image, Func<string, object?> getColumn) => Replace(image, getColumn, (placeholder, text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw CreateError($"The placeholder '{placeholder}' has no value before the image is requested.")
            : FileNameSanitizer.Sanitize(text));

    static bool IsIndex(string name) => name.Equals(nameof(CometImage.Index), StringComparison.OrdinalIgnoreCase);

    static string Format(object value, string? format) => value switch
    {
        DateTime time => time.ToString(format ?? "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    string Replace(CometImage image, Func<string, object?> getColumn, Func<string, string, string> convert) =>
        s_placeholder.Replace(_template, placeholder =>
        {
            if (!placeholder.Groups["name"].Success)
            {
                return placeholder.Value.Substring(1);
            }

            string? format = placeholder.Groups["format"] is { Success: true } group ? group.Value : null;
            try
            {
                return convert(placeholder.Value, Format(GetValue(image, getColumn, placeholder) ?? string.Empty, format));
            }
            catch (FormatException e)
            {
                throw CreateError($"The format of '{placeholder.Value}' is invalid.", e);
            }
        });

    object? GetValue(CometImage image, Func<string, object?> getColumn, Match placeholder)
    {
        string name = placeholder.Groups["name"].Value;
        if (s_values.TryGetValue(name, out Func<CometImage, object?>? getValue))
        {
            return getValue(image);
        }

        string valid = string.Join(", ", s_values.Keys.Select(known => $"{{{known}}}"));
        return getColumn(name)
            ?? throw CreateError($"Unknown placeholder '{placeholder.Value}'. Valid placeholders are {valid}, and the columns of the input.");
    }

    CometApiException CreateError(string reason, FormatException? innerException = null) => new(
        CometErrorKind.InvalidRequest,
        $"{_parameterName} '{_template}' isn't a valid template. {reason}",
        "Correct the template.",
        innerException);

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
