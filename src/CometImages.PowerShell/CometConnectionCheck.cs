namespace CometImages.PowerShell;

/// <summary>One check of Test-CometConnection.</summary>
public sealed class CometConnectionCheck
{
    /// <summary>Gets the name of the check.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value that indicates whether the check succeeded, or null if it couldn't be made or doesn't apply.</summary>
    public bool? Ok { get; init; }

    /// <summary>Gets what the check found.</summary>
    public required string Detail { get; init; }

    /// <summary>Gets what to do, or null if there is nothing to do.</summary>
    public string? Recommendation { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string result = Ok switch { true => "OK", false => "failed", null => "not checked" };
        return $"{Name} ({result}): {Detail} {Recommendation}".TrimEnd();
    }
}
