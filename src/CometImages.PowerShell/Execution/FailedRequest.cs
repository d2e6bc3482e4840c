using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>A request that failed.</summary>
/// <param name="Error">The error.</param>
/// <param name="Request">The request for the missing images.</param>
/// <param name="Files">The files of the missing images, or an empty list if no files were requested.</param>
sealed record FailedRequest(CometApiException Error, ImageGenerationRequest Request, IReadOnlyList<string> Files);
