namespace CometImages.Images;

/// <summary>What came of one request.</summary>
sealed class ImageGenerationResult
{
    /// <summary>The pictures that are where they were asked for, in the answer's order.</summary>
    public required IReadOnlyList<CometImage> Images { get; init; }

    /// <summary>What did not come, or came and could not be placed. Empty when all went well.</summary>
    public required IReadOnlyList<ImageGenerationFailure> Failures { get; init; }
}
