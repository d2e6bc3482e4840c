using System.Text.RegularExpressions;

namespace CometImages.Emulator.Journal;

/// <summary>Keeps keys, the right one and any other that was tried, out of what is recorded.</summary>
static partial class KeyMask
{
    const string Hidden = "***";

    public static string Hide(string text, string key) => text.Replace(key, Hidden, StringComparison.Ordinal);

    public static string HideInTarget(string target, string key) =>
        Hide(target.Contains("key=", StringComparison.OrdinalIgnoreCase) ? KeyParameter().Replace(target, "$1" + Hidden) : target, key);

    public static Dictionary<string, string> HideInHeaders(IHeaderDictionary headers, string key)
    {
        Dictionary<string, string> safe = new(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in headers)
        {
            string value = values.ToString();
            safe[name] = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                ? value == "Bearer " + key ? "Bearer " + Hidden : "(other)"
                : Hide(value, key);
        }

        return safe;
    }

    public static bool Carries(HttpRequest request, string rawTarget, string key)
    {
        foreach ((_, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            if (values.ToString().Contains(key, StringComparison.Ordinal))
                return true;
        }

        return rawTarget.Contains(key, StringComparison.Ordinal);
    }

    [GeneratedRegex("([?&]key=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex KeyParameter();
}
