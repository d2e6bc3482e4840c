namespace CometImages.Pipeline;

/// <summary>
/// What may be sent again, and when. It is a question of money: a picture that may have been made is not asked for twice.
/// </summary>
/// <param name="maximumRetryCount">How many times at the most.</param>
/// <param name="random">A number from 0 to 1 for the jitter.</param>
sealed class RetryPolicy(int maximumRetryCount, Func<double> random)
{
    static readonly TimeSpan s_maxBackoff = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_maxRetryAfter = TimeSpan.FromSeconds(120);

    static readonly HashSet<int> s_retryableStatusCodes = [429, 500, 502, 503, 504, 524];

    /// <summary>Whether a creation that failed so may be asked for again: it was provably not sent, or the service says that it did not do it.</summary>
    public static bool ShouldRetryGeneration(CometApiException error) =>
        error.RequestNotSent
        || (error.Kind is CometErrorKind.RateLimited or CometErrorKind.ServerError && error.StatusCode is { } status && s_retryableStatusCodes.Contains(status));

    /// <summary>Whether reading something that failed so may be tried again: reading costs nothing.</summary>
    public static bool ShouldRetryRead(CometApiException error) =>
        ShouldRetryGeneration(error) || error.Kind is CometErrorKind.ConnectionFailed or CometErrorKind.Timeout or CometErrorKind.InvalidResponse;

    /// <summary>
    /// How long to wait after a refusal that our own crowd caused, or null to give up. It uses up no retry: the gate lets fewer through,
    /// so the request goes when its turn comes, but not before the service allows.
    /// </summary>
    public TimeSpan? GetThrottledDelay(CometApiException error) => error.RetryAfter switch
    {
        _ when maximumRetryCount == 0 => null,
        null => TimeSpan.Zero,
        { } asked when asked > s_maxRetryAfter => null,
        { } asked => asked + TimeSpan.FromSeconds(random()),
    };

    /// <summary>How long to wait before sending again, or null to give up.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="retry">Which retry it would be, from 1.</param>
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
