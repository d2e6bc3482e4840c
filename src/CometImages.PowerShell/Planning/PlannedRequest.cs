using CometImages.Images;
using CometImages.Text;

namespace CometImages.PowerShell.Planning;

/// <summary>A request to send.</summary>
/// <param name="Request">The request.</param>
/// <param name="Output">The destinations of its images.</param>
/// <param name="Input">The input that it's part of.</param>
sealed record PlannedRequest(ImageGenerationRequest Request, ImageOutputOptions Output, ImageRequestInput Input)
{
    /// <summary>Gets the name of the request in messages.</summary>
    public string DisplayName => $"{Request.Model}: {Request.Prompt.Truncate()}" + (Input.Image is null ? string.Empty : $" ({Path.GetFileName(Input.Image.ToString())})");

    /// <summary>Gets the details of the request for the verbose stream.</summary>
    public string Description => $"model {Request.Model}, prompt '{Request.Prompt.Truncate()}'" + (Input.Image is null ? string.Empty : $", image '{Input.Image}'");
}
