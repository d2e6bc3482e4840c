namespace CometImages.Pipeline;

/// <summary>
/// Decides what may be retried and when. For a generation that's a question of money: an image that may have been generated isn't
/// requested again.
/// </summary>
/// <param name="maximumRetryCount">The maximum number of retries.</param>
/// <param name="random">Returns a number from 0 to 1 for the jitter.</param>
sealed class RetryPolicy(int maximumRetryCount, Func<double> random)
{
    static readonly TimeSpan s_maxBackoff = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_maxRetryAfter = TimeSpan.FromSeconds(120);

    static readonly HashSet<int> s_retryableStatusCodes = [429, 500, 502, 503, 504, 524];

    public static bool ShouldRetry(CometApiException error, RetryMode mode) => mode == RetryMode.Always ? ShouldRetryRead(error) : ShouldRetryGeneration(error);

    /// <summary>Returns whether a failed generation may be retried, because it wasn't sent or the service reports that it failed.</summary>
    public static bool ShouldRetryGeneration(CometApiException error) =>
        error.RequestNotSent
        || (error.Kind is CometErrorKind.RateLimited or CometErrorKind.ServerError
            && error.StatusCode is { } status && s_retryableStatusCodes.Contains(status));

    /// <summary>Returns whether a failed download or query may be retried.</summary>
    public static bool ShouldRetryRead(CometApiException error) =>
        ShouldRetryGeneration(error) || error.Kind is CometErrorKind.ConnectionFailed or CometErrorKind.Timeout or CometErrorKind.InvalidResponse;

    /// <summary>
    /// Returns whether the service may have generated an image although it reports an error. It hasn't after an error with a known
    /// meaning.
    /// </summary>
    public static bool MayHaveSucceeded(CometApiException error) =>
        error.Kind == CometErrorKind.InvalidResponse || (error.Kind == CometErrorKind.ServerError && !ShouldRetryGeneration(error));

    /// <summary>
    /// Returns the delay after a request was rejected because other requests of this client were in flight, or null if it isn't retried.
    /// Such a request uses up no retry, because the limiter admits it when its turn comes.
    /// </summary>
    public TimeSpan? GetThrottledDelay(CometApiException error) => error.RetryAfter switch
    {
        _ when maximumRetryCount == 0 => null,
        null => TimeSpan.Zero,
        { } specified when specified > s_maxRetryAfter => null,
        { } specified => specified + TimeSpan.FromSeconds(random()),
    };

    /// <summary>Returns the delay before a retry, or null if the request isn't retried.</summary>
    /// <param name="error">The error of the last attempt.</param>
    /// <param name="retry">The number of the retry, from 1.</param>
    public TimeSpan? GetDelay(CometApiException error, int retry)
    {
        if (retry > maximumRetryCount || error.RetryAfter > s_maxRetryAfter)
        {
            return null;
        }

        TimeSpan jitter = TimeSpan.FromSeconds(random());
        TimeSpan backoff = TimeSpan.FromSeconds(Math.Min(s_maxBackoff.TotalSeconds, Math.Pow(2, retry - 1)));
        return (error.RetryAfter ?? backoff) + jitter;
    }
}
