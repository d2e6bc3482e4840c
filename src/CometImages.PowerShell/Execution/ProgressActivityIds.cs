namespace CometImages.PowerShell.Execution;

/// <summary>The ids of the module's progress bars.</summary>
static class ProgressActivityIds
{
    /// <summary>What a command does as a whole.</summary>
    public const int Command = 0x0C0;

    /// <summary>What a single transfer does, below it.</summary>
    public const int Transfer = 0x0C1;
}
