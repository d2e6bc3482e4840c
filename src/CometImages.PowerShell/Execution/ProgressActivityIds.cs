namespace CometImages.PowerShell.Execution;

/// <summary>The activity IDs of the module's progress bars, unlikely to be those of other commands.</summary>
static class ProgressActivityIds
{
    public const int Command = 0x0C0;

    /// <summary>A single download, shown below the command.</summary>
    public const int Transfer = 0x0C1;
}
