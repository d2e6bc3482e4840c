namespace CometImages.Help.Markdown;

/// <summary>An example: its code and its remarks.</summary>
sealed record ExampleEntry(string Title, string Code, IReadOnlyList<string> Remarks);
