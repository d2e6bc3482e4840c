namespace CometImages.Transport;

/// <summary>
/// The time limit of one attempt: it runs until the answer begins, and again from read to read. There is no limit on the whole,
/// so a large picture over a slow line is no failure, and a dead line is noticed.
/// </summary>
sealed class IdleTimeout : IDisposable
{
    readonly CancellationTokenSource _cancellation;
    readonly CancellationToken _caller;
    readonly TimeSpan _limit;
    readonly ITimer _timer;

    public IdleTimeout(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = clock.CreateTimer(static state => ((IdleTimeout)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller, or when it was silent for too long.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the limit, and not the caller, cancelled.</summary>
    public bool Expired { get; private set; }

    /// <summary>The limit.</summary>
    public TimeSpan Limit => _limit;

    /// <summary>Something was heard: the time runs anew.</summary>
    public void Reset() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    void Expire()
    {
        if (_caller.IsCancellationRequested)
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
