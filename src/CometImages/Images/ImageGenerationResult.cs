namespace CometImages.Images;

sealed record ImageGenerationResult
{
    /// <summary>Gets the images that are at their destination, in the order of the response.</summary>
    public required IReadOnlyList<CometImage> Images { get; init; }

    /// <summary>Gets the errors of the other images.</summary>
    public required IReadOnlyList<ImageGenerationFailure> Failures { get; init; }

    /// <summary>Gets the positions of the requested files that exist, so that their images weren't requested.</summary>
    public IReadOnlyList<int> ExistingPositions { get; init; } = [];

    /// <summary>Gets the positions of the requested files that another command is creating, so that their images weren't requested.</summary>
    public IReadOnlyList<int> InProgressPositions { get; init; } = [];
}
