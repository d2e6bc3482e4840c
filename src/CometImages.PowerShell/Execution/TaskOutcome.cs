namespace CometImages.PowerShell.Execution;

/// <summary>What a task delivers to the pipeline, in the order of the properties.</summary>
abstract class TaskOutcome
{
    /// <summary>Gets the images to write, each with the warning that comes before it, if any.</summary>
    public IReadOnlyList<(CometImage Image, string? Warning)> Images { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the errors to write, each with what is missing because of it.</summary>
    public IReadOnlyList<(CometApiException Error, object? Target)> Failures { get; init; } = [];

    /// <summary>Counts what is about to be delivered, except for the errors.</summary>
    public abstract void Count(RunSummary summary);

    /// <summary>Applies the outcome to the images that are lost unless they're delivered. Called on the pipeline thread, also at its end.</summary>
    public abstract void Settle(ICollection<CometImage> undelivered);
}
