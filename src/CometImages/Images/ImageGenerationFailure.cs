namespace CometImages.Images;

/// <summary>
/// An error of a request that returned images: images are missing, or an image was generated but not written to its destination, or the
/// response is invalid after its last image.
/// </summary>
sealed class ImageGenerationFailure
{
    public required CometApiException Error { get; init; }

    /// <summary>Gets the generated image with its URL or its path in the spool, or null if images are missing.</summary>
    public CometImage? Image { get; init; }

    public int MissingCount { get; init; }

    /// <summary>Gets a value that indicates whether an image is missing or not at its destination, which is more than a warning.</summary>
    public bool IsError => Image is not null || MissingCount > 0;

    /// <summary>Gets the requested files of the missing images, or an empty list if no files were requested.</summary>
    public IReadOnlyList<string> MissingFiles { get; init; } = [];
}
