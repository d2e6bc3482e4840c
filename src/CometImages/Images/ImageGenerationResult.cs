namespace CometImages.Images;

sealed class ImageGenerationResult
{
    /// <summary>Gets the images that are at their destination, in the order of the response.</summary>
    public required IReadOnlyList<CometImage> Images { get; init; }

    /// <summary>Gets the errors of the other images.</summary>
    public required IReadOnlyList<ImageGenerationFailure> Failures { get; init; }
}
