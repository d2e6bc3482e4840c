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
    public string DisplayName => GetDisplayName(Request.Model, Request.Prompt, Input.Image?.ToString());

    /// <summary>Gets the details of the request for the verbose stream.</summary>
    public string Description =>
        $"model {Request.Model}, prompt '{Request.Prompt.Truncate()}'" + (Request.IsEdit ? $", image '{Request.Images[0]}'" : string.Empty);

    /// <summary>Returns the name of a request in messages: the model, the prompt, and the name of the file that it edits or creates.</summary>
    public static string GetDisplayName(string? model, string prompt, string? file) =>
        $"{model}: {prompt.Truncate()}" + (file is null ? string.Empty : $" ({Path.GetFileName(file.RemoveQuery())})");
}
