using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>What came of saving one picture.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Saved">Where it is, or null.</param>
/// <param name="Error">Why it is not, or null.</param>
/// <param name="UnexpectedException">Something that is no error of the service or the disk, which must not be swallowed.</param>
sealed record SaveOutcome(CometImage? Image, ImageSaveResult? Saved = null, CometApiException? Error = null, Exception? UnexpectedException = null);
