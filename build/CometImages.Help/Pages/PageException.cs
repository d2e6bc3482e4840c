namespace CometImages.Help.Pages;

/// <summary>A page is not as help needs it.</summary>
/// <param name="file">The page's file.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong.</param>
sealed class PageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    public int Line { get; } = line;
}
