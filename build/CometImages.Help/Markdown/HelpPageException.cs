namespace CometImages.Help.Markdown;

/// <summary>The exception that is thrown when a page doesn't have the structure that help requires.</summary>
/// <param name="file">The path of the page.</param>
/// <param name="line">The line number, starting at 1.</param>
/// <param name="message">The message.</param>
sealed class HelpPageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    public int Line { get; } = line;
}
