namespace CometImages.Pipeline;

/// <summary>
/// Ends a run's requests after the service rejects the API key or reports that the quota is used up, after the server can't be reached, or
/// when images can't be stored any more, because each further request would fail as well.
/// </summary>
sealed class CircuitBreaker
{
    CometApiException? _cause;

    /// <summary>Opens the circuit if the error is one that the next request would meet, too.</summary>
    /// <returns>True if the circuit is open.</returns>
    public bool Record(CometApiException error)
    {
        if (error.Kind is CometErrorKind.Unauthorized or CometErrorKind.QuotaExceeded
            || error.IsStorageExhausted
            || (error.RequestNotSent && error.RetryForbidden))
        {
            Open(error);
        }

        return Volatile.Read(ref _cause) is not null;
    }

    public void Open(CometApiException cause) => Interlocked.CompareExchange(ref _cause, cause, null);

    /// <exception cref="CometApiException">The circuit is open.</exception>
    public void ThrowIfOpen()
    {
        if (Volatile.Read(ref _cause) is { } cause)
        {
            throw new CometApiException(
                cause.Kind, $"The request wasn't sent, because an earlier request failed: {cause.Detail}", cause.RecommendedAction, cause)
            {
                StatusCode = cause.StatusCode,
                Code = cause.Code,
                RequestId = cause.RequestId,
                RequestNotSent = true,
                AttemptCount = 0,
            };
        }
    }
}
