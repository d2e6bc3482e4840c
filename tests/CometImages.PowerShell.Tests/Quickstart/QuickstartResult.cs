namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>What a run of the quickstart came to.</summary>
public sealed record QuickstartResult(int ExitCode, string Output, string Errors)
{
    public string Everything => Output + Errors;

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.TrimEntries);
}
