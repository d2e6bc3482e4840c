using System.ComponentModel;

namespace CometImages.Emulator.CommandLine;

/// <summary>Options of the program that the emulator doesn't need in another process.</summary>
sealed class ProgramOptions
{
    [Description("stop when standard input ends, and not at Ctrl+C")]
    public bool StopAtEndOfInput { get; init; }
}
