using System.Text.RegularExpressions;

namespace CometImages.Emulator.Journal;

/// <summary>Keeps API keys, the valid one and any other, out of the journal.</summary>
sealed partial class ApiKeyRedactor(string key)
{
    const string Redacted = "***";

    public string Redact(string text) => text.Replace(key, Redacted, StringComparison.Ordinal);

    public string RedactTarget(string target) => Redact(KeyParameter().Replace(target, "$1" + Redacted));

    public Dictionary<string, string> RedactHeaders(IHeaderDictionary headers) => headers.ToDictionary(
        header => header.Key,
        header => Redact(header.Value.ToString()) is var value
            && header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            && !value.Equals("Bearer " + Redacted, StringComparison.OrdinalIgnoreCase)
                ? "(other)"
                : value,
        StringComparer.OrdinalIgnoreCase);

    public bool ContainsKey(HttpRequest request, string target) =>
        request.Headers.Values.Append(target).Any(value => value.ToString().Contains(key, StringComparison.Ordinal));

    [GeneratedRegex("([?&]key=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex KeyParameter();
}
