namespace CometImages.Help.Pages;

/// <summary>An example: its code, and what there is to say about it.</summary>
sealed record ExampleEntry(string Title, string Code, IReadOnlyList<string> Remarks);
