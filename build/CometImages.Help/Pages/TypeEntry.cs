namespace CometImages.Help.Pages;

/// <summary>A type that goes in or comes out.</summary>
sealed record TypeEntry(string Name, IReadOnlyList<string> Description);
