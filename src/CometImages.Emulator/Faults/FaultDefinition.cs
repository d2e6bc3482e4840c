namespace CometImages.Emulator.Faults;

/// <summary>A fault: its name, its description for the help, the routes that it applies to, and what it does.</summary>
sealed record FaultDefinition(string Name, string Description, IReadOnlyList<string> Routes, Func<FaultContext, Task> ApplyAsync);
