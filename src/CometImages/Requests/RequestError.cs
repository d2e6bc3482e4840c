namespace CometImages.Requests;

/// <summary>The reason why a request is rejected before it is sent.</summary>
/// <param name="Field">The name of the field that the error is about, or null if it isn't about one.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="RecommendedAction">What to do.</param>
sealed record RequestError(string? Field, string Message, string RecommendedAction)
{
    /// <exception cref="CometApiException">Always.</exception>
    public void Throw() => throw new CometApiException(CometErrorKind.InvalidRequest, Message, RecommendedAction) { Param = Field };
}
