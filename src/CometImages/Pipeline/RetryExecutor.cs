using CometImages.Images;

namespace CometImages.Pipeline;

/// <summary>Runs attempts until one succeeds or the policy gives up, and tells what it waits for.</summary>
sealed class RetryExecutor(RetryPolicy policy, TimeProvider clock, IProgress<TransferProgress>? progress)
{
    /// <param name="attempt">One attempt.</param>
    /// <param name="shouldRetry">Whether the thing may be sent again after an error.</param>
    /// <param name="gate">How many may be under way at once.</param>
    /// <param name="turn">The request's place in the order of the gate.</param>
    /// <param name="cancellationToken">Ends the attempt or the wait.</param>
    /// <exception cref="CometApiException">The last attempt's error.</exception>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> attempt, Func<CometApiException, bool> shouldRetry, AdaptiveConcurrencyLimiter gate, long turn, CancellationToken cancellationToken)
    {
        int retries = 0;
        for (int attempts = 1; ; attempts++)
        {
            AdaptiveConcurrencyLimiter.Lease permit = await gate.AcquireAsync(turn, cancellationToken).ConfigureAwait(false);
            progress?.Report(new TransferProgress { Stage = TransferStage.Waiting, Attempt = attempts });
            TimeSpan delay;
            try
            {
                T result = await attempt(cancellationToken).ConfigureAwait(false);
                permit.Succeed();
                return result;
            }
            catch (CometApiException e)
            {
                bool isOverLimit = permit.Fail(e);
                e.AttemptCount = attempts;
                if (!shouldRetry(e) || (isOverLimit ? policy.GetThrottledDelay(e) : policy.GetDelay(e, ++retries)) is not { } wait)
                {
                    throw;
                }

                if (e.Kind == CometErrorKind.RateLimited && !isOverLimit)
                {
                    gate.Pause(wait);
                }

                progress?.Report(new TransferProgress { Stage = TransferStage.Retrying, Attempt = attempts, RetryDelay = wait, Error = e });
                delay = wait;
            }
            catch
            {
                permit.Abandon();
                throw;
            }

#if NET8_0_OR_GREATER
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
#else
            await clock.Delay(delay, cancellationToken).ConfigureAwait(false);
#endif
        }
    }
}
