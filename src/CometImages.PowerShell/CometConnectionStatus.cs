namespace CometImages.PowerShell;

/// <summary>The result of Test-CometConnection.</summary>
public sealed class CometConnectionStatus
{
    internal CometConnectionStatus(CometConnectionCheck[] checks) => Checks = checks;

    /// <summary>Gets a value that indicates whether no check failed.</summary>
    public bool Ok => Checks.All(check => check.Ok != false);

    /// <summary>Gets the checks.</summary>
    public CometConnectionCheck[] Checks { get; }

    /// <inheritdoc/>
    public override string ToString() => Ok
        ? "No check failed."
        : $"Failed: {string.Join(", ", Checks.Where(check => check.Ok == false).Select(check => check.Name))}.";
}
