namespace CometImages.PowerShell.Execution;

/// <summary>The outcome of an image request, or of an input for which no request is needed.</summary>
sealed class GenerationOutcome : TaskOutcome
{
    /// <summary>Gets those of the images that existed before.</summary>
    public IReadOnlyList<CometImage> ExistingImages { get; init; } = [];

    /// <summary>Gets the number of images that another command is creating.</summary>
    public int InProgressCount { get; init; }

    /// <summary>Gets a value that indicates whether the summary contains costs.</summary>
    public bool IsCostRequested { get; init; }

    IEnumerable<CometImage> ReceivedImages =>
        Images.Select(item => item.Image).Except(ExistingImages).Concat(Failures.Select(failure => failure.Target).OfType<CometImage>());

    public override void Count(RunSummary summary)
    {
        summary.Skipped += ExistingImages.Count;
        summary.InProgressElsewhere += InProgressCount;
        summary.Created += Images.Count - ExistingImages.Count;
        foreach (CometImage image in ReceivedImages)
        {
            summary.CountTokens(image);
            summary.CountCost(image);
        }

        if (IsCostRequested && Failures.Any(failure => failure.Error.MayHaveBeenCharged))
        {
            summary.CountCost(cost: null, CostBasis.Unknown);
        }
    }

    public override void Settle(ICollection<CometImage> undelivered)
    {
        foreach (CometImage image in ReceivedImages)
        {
            undelivered.Add(image);
        }
    }
}
