namespace CometImages.PowerShell;

/// <summary>The estimated cost of the requests to one model.</summary>
public sealed class CometImageCost
{
    /// <summary>Gets the model's ID.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the number of images.</summary>
    public int Images { get; init; }

    /// <summary>Gets the number of requests.</summary>
    public int Requests { get; init; }

    /// <summary>Gets the least that the images cost in US dollars, or null if it isn't known.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Gets the most that the images cost in US dollars, or null if it isn't known.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Gets how the cost was estimated.</summary>
    public CostEstimateBasis Basis { get; init; }

    /// <summary>Gets what to do if the cost can't be estimated, or null.</summary>
    public string? Recommendation { get; init; }
}
