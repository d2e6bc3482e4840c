namespace CometImages.Images;

/// <summary>The result of saving one image.</summary>
/// <param name="Path">The absolute path of the image's file.</param>
/// <param name="Details">What the image's file shows.</param>
/// <param name="PlacementError">The error of the output folder if the image is in the spool instead, or null.</param>
sealed record ImageSaveResult(string Path, ImageDetails Details, CometApiException? PlacementError)
{
    /// <summary>Gets the error of the sidecar, or null.</summary>
    public CometApiException? SidecarError { get; init; }
}
