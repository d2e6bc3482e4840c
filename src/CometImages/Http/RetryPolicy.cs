namespace CometImages.Http;

/// <summary>
/// What may be sent again, and when. It is a question of money: a picture that may have been made is not asked for twice.
/// </summary>
/// <param name="maximumRetryCount">How many times at the most.</param>
/// <param name="random">A number from 0 to 1 for the jitter.</param>
sealed class RetryPolicy(int maximumRetryCount, Func<double> random)
{
    static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_longestAsked = TimeSpan.FromSeconds(120);

    static readonly HashSet<int> s_resendable = [429, 500, 502, 503, 504, 524];

    /// <summary>Whether a creation that failed so may be asked for again: it was provably not sent, or the service says that it did not do it.</summary>
    public static bool MayCreateAgain(CometApiException error) =>
        error.NotSent
        || (error.Kind is CometErrorKind.RateLimited or CometErrorKind.ServerError && error.StatusCode is { } status && s_resendable.Contains(status));

    /// <summary>Whether reading something that failed so may be tried again: reading costs nothing.</summary>
    public static bool MayReadAgain(CometApiException error) =>
        MayCreateAgain(error) || error.Kind is CometErrorKind.ConnectionFailed or CometErrorKind.Timeout or CometErrorKind.BrokenAnswer;

    /// <summary>
    /// How long to wait after a refusal that our own crowd caused, or null to give up. It uses up no retry: the gate lets fewer through,
    /// so the request goes when its turn comes, but not before the service allows.
    /// </summary>
    public TimeSpan? DelayInCrowd(CometApiException error) => error.RetryAfter switch
    {
        _ when maximumRetryCount == 0 => null,
        null => TimeSpan.Zero,
        { } asked when asked > s_longestAsked => null,
        { } asked => asked + TimeSpan.FromSeconds(random()),
    };

    /// <summary>How long to wait before sending again, or null to give up.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="retry">Which retry it would be, from 1.</param>
    public TimeSpan? Delay(CometApiException error, int retry)
    {
        if (retry > maximumRetryCount || error.RetryAfter > s_longestAsked)
        {
            return null;
        }

        TimeSpan jitter = TimeSpan.FromSeconds(random());
        TimeSpan backoff = TimeSpan.FromSeconds(Math.Min(s_longestBackoff.TotalSeconds, Math.Pow(2, retry - 1)));
        return (error.RetryAfter ?? backoff) + jitter;
    }
}
