namespace CometImages.Responses;

/// <summary>An answer as it was read: its document, and why it broke if it did.</summary>
sealed record ImageResponse(ImageResponseState Document, CometApiException? ReadError, string? RequestId);
