namespace CometImages.Generation;

/// <summary>An answer as it was read: its document, and why it broke if it did.</summary>
sealed record AnsweredRequest(AnswerDocument Document, CometApiException? Broken, string? RequestId);
