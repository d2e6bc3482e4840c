using CometImages.Images;

namespace CometImages.PowerShell.Planning;

/// <summary>One request that is to be sent, and what to hand back when it fails.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Output">Where it goes.</param>
/// <param name="Row">The row that it came from.</param>
sealed record PlannedRequest(ImageGenerationRequest Request, ImageOutputOptions Output, ImageRequestInput Row)
{
    /// <summary>How messages call it.</summary>
    public string DisplayName { get; } = $"{Request.Model}: {ImageRequestInput.Shorten(Request.Prompt)}";
}
