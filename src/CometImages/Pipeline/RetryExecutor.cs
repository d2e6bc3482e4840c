using CometImages.Images;

namespace CometImages.Pipeline;

/// <summary>Runs attempts until one succeeds or the policy ends them.</summary>
/// <param name="policy">Decides what may be retried.</param>
/// <param name="clock">The clock for delays.</param>
/// <param name="limiter">Limits the attempts in flight, or null.</param>
/// <param name="breaker">Ends all attempts after certain errors, or null.</param>
/// <param name="connection">Admits attempts until the server is reached, or null.</param>
sealed class RetryExecutor(
    RetryPolicy policy,
    TimeProvider clock,
    AdaptiveConcurrencyLimiter? limiter = null,
    CircuitBreaker? breaker = null,
    ConnectionGate? connection = null)
{
    public ConnectionGate? Connection => connection;

    /// <param name="attempt">Runs one attempt.</param>
    /// <param name="activity">What an attempt does, as the start of a message.</param>
    /// <param name="mode">Which failures may be retried.</param>
    /// <param name="ticket">The place in the order of the limiter. Ignored without a limiter.</param>
    /// <param name="progress">Receives each attempt and each delay.</param>
    /// <param name="cancellationToken">Cancels the attempt or the delay.</param>
    /// <exception cref="CometApiException">The error of the last attempt.</exception>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        string activity,
        RetryMode mode,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (connection is not null)
        {
            await connection.EnterAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            int retryCount = 0;
            bool mayHaveBeenCharged = false;
            for (int number = 1; ; number++)
            {
                AdaptiveConcurrencyLimiter.Lease lease = await AcquireAsync(ticket, cancellationToken).ConfigureAwait(false);
                progress?.Report(new TransferProgress { Stage = TransferStage.Waiting, Activity = activity, Attempt = number });
                TimeSpan delay;
                try
                {
                    T result = await attempt(cancellationToken).ConfigureAwait(false);
                    lease.Succeed();
                    return result;
                }
                catch (CometApiException e)
                {
                    mayHaveBeenCharged |= e.MayHaveBeenCharged;
                    CometApiException error = e.With(attemptCount: number, mayHaveBeenCharged: mayHaveBeenCharged);
                    bool isOverLimit = Release(lease, error);
                    if (GetDelay(error, mode, isOverLimit, ref retryCount) is not { } wait)
                    {
                        RecordFailure(error);
                        throw error;
                    }

                    if (error.Kind == CometErrorKind.RateLimited && !isOverLimit)
                    {
                        limiter?.Pause(wait);
                    }

                    progress?.Report(new TransferProgress { Stage = TransferStage.Retrying, Attempt = number, RetryDelay = wait, Error = error });
                    delay = wait;
                }
                catch
                {
                    lease.Abandon();
                    throw;
                }

                await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            connection?.Leave();
        }
    }

    // Returns null if the request isn't retried.
    TimeSpan? GetDelay(CometApiException error, RetryMode mode, bool isOverLimit, ref int retryCount)
    {
        if (!policy.ShouldRetry(error, mode))
        {
            return null;
        }

        if (isOverLimit)
        {
            return policy.GetThrottledDelay(error);
        }

        retryCount++;
        return error.RequestNotSent && connection?.AllowsRetry(retryCount) == false ? null : policy.GetDelay(error, retryCount);
    }

    void RecordFailure(CometApiException error)
    {
        if (error.RequestNotSent && connection?.ReportNotSent() == true)
        {
            breaker?.Open(error);
        }
    }

    async Task<AdaptiveConcurrencyLimiter.Lease> AcquireAsync(long ticket, CancellationToken cancellationToken)
    {
        AdaptiveConcurrencyLimiter.Lease lease = limiter is null ? default : await limiter.AcquireAsync(ticket, cancellationToken).ConfigureAwait(false);
        try
        {
            breaker?.ThrowIfOpen();
            return lease;
        }
        catch
        {
            lease.Abandon();
            throw;
        }
    }

    // The breaker opens before the lease is released, so that the next request finds it open. It ends a pause, because the waiting
    // requests fail without being sent.
    bool Release(AdaptiveConcurrencyLimiter.Lease lease, CometApiException error)
    {
        bool isOpen = breaker?.Record(error) == true;
        bool isOverLimit = lease.Fail(error);
        if (isOpen)
        {
            limiter?.Resume();
        }

        return isOverLimit;
    }
}
