namespace CometImages.Images;

/// <summary>Pictures of a request that are missing, or one that was made and could not be placed, or an answer that broke when all were here.</summary>
sealed class ImageGenerationFailure
{
    /// <summary>Why.</summary>
    public required CometApiException Error { get; init; }

    /// <summary>The picture that was made, with its URL or its path in the spool; null when pictures are missing.</summary>
    public CometImage? Image { get; init; }

    /// <summary>How many pictures are missing; 0 when there is an <see cref="Image"/>, or when nothing is missing.</summary>
    public int MissingCount { get; init; }

    /// <summary>Whether something is missing or not where it was asked for. Otherwise it is worth a warning only.</summary>
    public bool IsError => Image is not null || MissingCount > 0;

    /// <summary>The files that the missing pictures were to have, where files were asked for.</summary>
    public IReadOnlyList<string> MissingFiles { get; init; } = [];
}
