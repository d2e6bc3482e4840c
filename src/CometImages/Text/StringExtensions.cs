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
}
