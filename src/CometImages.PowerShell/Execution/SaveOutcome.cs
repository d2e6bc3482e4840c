using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>The outcome of saving an image.</summary>
sealed class SaveOutcome : TaskOutcome
{
    SaveOutcome()
    {
    }

    /// <summary>Gets the image and its new path, or null if it isn't saved.</summary>
    (CometImage Image, ImageSaveResult Result)? Saved { get; init; }

    public static SaveOutcome Success(CometImage image, ImageSaveResult result)
    {
        string[] warnings = result.SidecarError is { } sidecarError ? [sidecarError.Message] : [];
        return result.PlacementError is { } error
            ? new() { Saved = (image, result), Warnings = warnings, Failures = [(error, image)] }
            : new() { Saved = (image, result), Images = [(image, warnings)] };
    }

    /// <param name="image">The image, or null if the input isn't one.</param>
    /// <param name="error">The reason why it isn't saved.</param>
    public static SaveOutcome Failure(CometImage? image, CometApiException error) => new() { Failures = [(error, image)] };

    public override void Count(RunSummary summary) => summary.Created += Images.Count;

    public override void Settle(ICollection<CometImage> undelivered)
    {
        if (Saved is var (image, result))
        {
            image.SetFile(result.Path, result.Details);
            if (result.PlacementError is null)
            {
                image.OutFile = null;
                undelivered.Remove(image);
            }
        }
    }
}
