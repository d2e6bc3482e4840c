namespace CometImages.PowerShell.Display;

/// <summary>The input of a terminal.</summary>
interface ITerminalInput
{
    /// <summary>Gets a value that indicates whether there is input that wasn't read.</summary>
    bool HasInput { get; }

    /// <summary>Reads a key without displaying it, as the characters that the terminal sent.</summary>
    string Read();
}
