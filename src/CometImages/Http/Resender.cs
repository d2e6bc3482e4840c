namespace CometImages.Http;

/// <summary>Runs attempts until one succeeds or the policy gives up, and tells what it waits for.</summary>
sealed class Resender(RetryPolicy policy, TimeProvider clock, IProgress<TransferProgress>? progress)
{
    /// <param name="attempt">One attempt.</param>
    /// <param name="maySendAgain">Whether the thing may be sent again after an error.</param>
    /// <param name="cancellationToken">Ends the attempt or the wait.</param>
    /// <exception cref="CometApiException">The last attempt's error.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, Func<CometApiException, bool> maySendAgain, CancellationToken cancellationToken)
    {
        for (int retry = 1; ; retry++)
        {
            progress?.Report(new TransferProgress { Stage = TransferStage.Waiting, Attempt = retry });
            TimeSpan delay;
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (CometApiException e)
            {
                e.Attempts = retry;
                if (!maySendAgain(e) || policy.Delay(e, retry) is not { } wait)
                {
                    throw;
                }

                progress?.Report(new TransferProgress { Stage = TransferStage.Retrying, Attempt = retry, RetryDelay = wait, Error = e });
                delay = wait;
            }

#if NET8_0_OR_GREATER
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
#else
            await clock.Delay(delay, cancellationToken).ConfigureAwait(false);
#endif
        }
    }
}
