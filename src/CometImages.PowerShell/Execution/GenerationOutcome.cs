namespace CometImages.PowerShell.Execution;

/// <summary>The outcome of an image request, or of an input for which no request is needed.</summary>
sealed class GenerationOutcome : TaskOutcome
{
    /// <summary>Gets a value that indicates whether the images were generated now. Otherwise they existed before.</summary>
    public bool IsGenerated { get; init; }

    IEnumerable<CometImage> ReceivedImages => IsGenerated
        ? Images.Select(item => item.Image).Concat(Failures.Select(failure => failure.Target).OfType<CometImage>())
        : [];

    public override void Count(RunSummary summary)
    {
        if (!IsGenerated)
        {
            summary.Skipped += Images.Count;
            return;
        }

        summary.Created += Images.Count;
        foreach (CometImage image in ReceivedImages)
        {
            summary.CountTokens(image);
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
