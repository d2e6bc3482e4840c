namespace CometImages.Responses;

/// <param name="State">What was read of the response.</param>
/// <param name="ReadError">The error that ended the reading early, or null.</param>
/// <param name="RequestId">The request ID in the response's headers, or null.</param>
sealed record ImageResponse(ImageResponseState State, CometApiException? ReadError, string? RequestId)
{
    /// <summary>Gets the number of received images.</summary>
    public int ImageCount => State.Items.Count(item => item.IsReceived);
}
