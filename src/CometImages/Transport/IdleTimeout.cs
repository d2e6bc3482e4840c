namespace CometImages.Transport;

/// <summary>
/// The time limit of one attempt. It runs until the response begins, and again from read to read and from write to write. The whole
/// attempt has no limit, so a large image over a slow connection is received, and a dead connection is detected.
/// </summary>
sealed class IdleTimeout : IDisposable
{
    readonly CancellationTokenSource _cancellation;
    readonly CancellationToken _callerToken;
    readonly ITimer _timer;

    public IdleTimeout(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        Limit = limit;
        _callerToken = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(static state => ((IdleTimeout)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets the token that is canceled by the caller and by the time limit.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Gets a value that indicates whether the time limit, and not the caller, canceled the token.</summary>
    public bool Expired { get; private set; }

    public TimeSpan Limit { get; }

    /// <summary>Starts the time limit again, because data was received or sent.</summary>
    public void Reset() => _timer.Change(Limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    void Expire()
    {
        if (_callerToken.IsCancellationRequested)
        {
            return;
        }

        Expired = true;
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended while the timer fired.
        }
    }
}
