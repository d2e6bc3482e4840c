namespace CometImages.Quickstart;

/// <summary>A line that a person could type, and what it shows.</summary>
sealed record DemonstrationLine(string Shows, string Command);
