namespace CometImages.Text;

static class StringExtensions
{
    const int MaxLength = 60;

    /// <summary>Shortens text for a message: one line of at most 60 characters.</summary>
    public static string Truncate(this string text)
    {
        string line = text.Replace('\r', ' ').Replace('\n', ' ');
        return line.Length <= MaxLength ? line : line.Substring(0, char.IsHighSurrogate(line[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1) + "\u2026";
    }

    /// <summary>Removes the query of a URL, which can contain a signature. A path is returned as it is.</summary>
    public static string RemoveQuery(this string location) =>
        location.StartsWith("http", StringComparison.OrdinalIgnoreCase) && location.IndexOf('?') is >= 0 and var start ? location.Substring(0, start) : location;
}
