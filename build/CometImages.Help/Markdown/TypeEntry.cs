namespace CometImages.Help.Markdown;

/// <summary>An input type or an output type.</summary>
sealed record TypeEntry(string Name, IReadOnlyList<string> Description);
