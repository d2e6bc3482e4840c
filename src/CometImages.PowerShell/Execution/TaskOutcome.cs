namespace CometImages.PowerShell.Execution;

/// <summary>What a task delivers to the pipeline, in the order of the properties.</summary>
abstract class TaskOutcome
{
    /// <summary>Gets the images to write, each with the warnings that come before it.</summary>
    public IReadOnlyList<(CometImage Image, IReadOnlyList<string> Warnings)> Images { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the messages for the verbose stream.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Gets the errors to write, each with what is missing because of it.</summary>
    public IReadOnlyList<(CometApiException Error, object? Target)> Failures { get; init; } = [];

    /// <summary>Counts what is about to be delivered, except for the errors.</summary>
    public abstract void Count(RunSummary summary);

    /// <summary>
    /// Adds the images that are lost unless they're delivered, or removes those that no longer are. It's called once, on the pipeline thread,
    /// either before the delivery or after the pipeline has ended.
    /// </summary>
    public abstract void Settle(ICollection<CometImage> undelivered);
}
