namespace CometImages.Help.Markdown;

/// <summary>The syntax of a parameter set: its name, and its parameters in the order in which they're shown.</summary>
sealed record SyntaxEntry(string ParameterSet, IReadOnlyList<ParameterEntry> Parameters);
