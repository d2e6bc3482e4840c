namespace CometImages.PowerShell;

/// <summary>One check of Test-CometConnection.</summary>
public sealed class CometConnectionCheck
{
    internal CometConnectionCheck(string name, bool? ok, string detail, string? recommendation)
    {
        Name = name;
        Ok = ok;
        Detail = detail;
        Recommendation = recommendation;
    }

    /// <summary>Gets the name of the check.</summary>
    public string Name { get; }

    /// <summary>Gets a value that indicates whether the check succeeded, or null if it couldn't be made or doesn't apply.</summary>
    public bool? Ok { get; }

    /// <summary>Gets what the check found.</summary>
    public string Detail { get; }

    /// <summary>Gets what to do, or null if there is nothing to do.</summary>
    public string? Recommendation { get; }

    /// <summary>Returns the check in one line, which is what remains of it in a job or a remote session.</summary>
    public override string ToString()
    {
        string result = Ok switch { true => "OK", false => "failed", null => "not checked" };
        return $"{Name} ({result}): {Detail} {Recommendation}".TrimEnd();
    }
}
