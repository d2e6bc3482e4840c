namespace CometImages.PowerShell.Execution;

/// <summary>What came of a purchase, or the files of it that were there already.</summary>
sealed class GenerationOutcome
{
    /// <summary>Pictures to hand on.</summary>
    public IReadOnlyList<CometImage> Images { get; init; } = [];

    /// <summary>What did not work, each with what is still missing.</summary>
    public IReadOnlyList<(CometApiException Error, object Target)> Failures { get; init; } = [];

    /// <summary>What somebody should know although nothing is missing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Something that is no error of the service: a defect, which must not be swallowed.</summary>
    public Exception? UnexpectedException { get; init; }

    /// <summary>Whether it was bought now, so that a picture that reaches nobody is to be recorded.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>The pictures that arrived, wherever they are.</summary>
    public IEnumerable<CometImage> ReceivedImages => IsGenerated ? Images.Concat(Failures.Select(failure => failure.Target).OfType<CometImage>()) : [];
}
