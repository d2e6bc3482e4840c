namespace CometImages.Pipeline;

/// <summary>
/// Decides what may be retried and when. For a generation that's a question of money: an image that may have been generated isn't
/// requested again.
/// </summary>
/// <param name="maximumRetryCount">The maximum number of retries.</param>
/// <param name="random">Returns a number from 0 to 1 for the jitter.</param>
/// <param name="retryGatewayTimeout">Whether a generation is retried after a gateway stopped waiting for it.</param>
sealed class RetryPolicy(int maximumRetryCount, Func<double> random, bool retryGatewayTimeout = false)
{
    static readonly TimeSpan s_maxBackoff = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_maxRetryAfter = TimeSpan.FromSeconds(120);

    // The service or the provider failed, so no image was generated.
    static readonly HashSet<int> s_failures = [429, 500, 502, 503];

    // A gateway stopped waiting, while the provider may go on and charge.
    static readonly HashSet<int> s_gatewayTimeouts = [504, 524];

    // The service doesn't process the request, or a gateway can't reach it.
    static readonly HashSet<int> s_notProcessed = [425, 501, 505, 521, 522, 523, 525, 526];

    /// <summary>
    /// Returns whether the service may have generated an image although it reports an error. It hasn't after an error with a known
    /// meaning.
    /// </summary>
    public static bool MayHaveSucceeded(CometApiException error) => error.Kind switch
    {
        CometErrorKind.InvalidResponse or CometErrorKind.Timeout => true,
        CometErrorKind.ServerError => !Has(s_failures, error) && !Has(s_notProcessed, error),
        _ => false,
    };

    public bool ShouldRetry(CometApiException error, RetryMode mode) => !error.RetryForbidden
        && (mode == RetryMode.OnlyIfNotExecuted ? ShouldRetryGeneration(error) : ShouldRetryRead(error));

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

    // The request wasn't sent, or the service reports that it failed.
    bool ShouldRetryGeneration(CometApiException error) => error.RequestNotSent
        || (error.Kind is CometErrorKind.RateLimited or CometErrorKind.ServerError
            && (Has(s_failures, error) || (retryGatewayTimeout && Has(s_gatewayTimeouts, error))));

    bool ShouldRetryRead(CometApiException error) => ShouldRetryGeneration(error)
        || Has(s_gatewayTimeouts, error)
        || error.Kind is CometErrorKind.ConnectionFailed or CometErrorKind.Timeout or CometErrorKind.InvalidResponse;

    static bool Has(HashSet<int> statusCodes, CometApiException error) => error.StatusCode is { } status && statusCodes.Contains(status);
}
