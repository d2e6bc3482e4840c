namespace CometImages.Images;

/// <summary>The tokens of a request, as reported by the service.</summary>
sealed record ImageUsage(long? InputTokens, long? OutputTokens, long? TotalTokens);
