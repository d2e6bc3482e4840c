namespace CometImages.Images;

/// <summary>Where a saved picture is.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="PlacementError">Why it is in the spool and not in the folder that was asked for, or null.</param>
sealed record ImageSaveResult(string Path, CometApiException? PlacementError);
