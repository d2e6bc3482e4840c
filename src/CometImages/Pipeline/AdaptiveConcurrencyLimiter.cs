namespace CometImages.Pipeline;

/// <summary>
/// How many requests may be under way at once. The number follows what the service admits: a refusal for saturation cuts it by a fifth,
/// at most once a round trip, and it grows by one a round trip. Who came first goes first, also after a refusal. A refused key or an
/// empty balance closes the gate for good: nothing more of the run that shares it is sent, so the next run wants a gate of its own.
/// </summary>
sealed class AdaptiveConcurrencyLimiter
{
    const double Cut = 0.8;

    readonly object _lock = new();
    readonly SortedDictionary<long, TaskCompletionSource<bool>> _waiting = [];
    readonly TimeProvider _clock;
    readonly int _most;
    readonly bool _closes;
    double _limit;
    int _inFlight;
    long _turns;
    long _lastCut;
    DateTimeOffset _resumesAt;
    ITimer? _resumption;
    CometApiException? _closedBy;

    /// <summary>Creates a gate.</summary>
    /// <param name="limit">The most requests at once, 1 or more.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    public AdaptiveConcurrencyLimiter(int limit, TimeProvider? clock = null)
        : this(limit, clock, closes: true)
    {
    }

    AdaptiveConcurrencyLimiter(int limit, TimeProvider? clock, bool closes)
    {
        _most = limit;
        _closes = closes;
        _limit = limit;
        _clock = clock ?? TimeProvider.System;
        _lastCut = _clock.GetTimestamp();
    }

    /// <summary>A gate of a client that nobody gave one: no run ends with a refusal, for the key or the balance may be another by the next request.</summary>
    internal static AdaptiveConcurrencyLimiter CreateUnlimited(TimeProvider clock) => new(int.MaxValue, clock, closes: false);

    /// <summary>How many requests are under way.</summary>
    public int InFlightCount
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>Takes a place in the order of requests; a request keeps it however often it is sent.</summary>
    public long ReserveTicket() => Interlocked.Increment(ref _turns);

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="turn">Its place in the order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CometApiException">The gate was closed.</exception>
    internal async Task<Lease> AcquireAsync(long turn, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> admission = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ThrowIfClosed();
            _waiting.Add(turn, admission);
            ReleaseWaiters();
        }

        using (cancellationToken.Register(() => CancelWaiter(turn, admission)))
        {
            await admission.Task.ConfigureAwait(false);
        }

        return new Lease(this, _clock.GetTimestamp());
    }

    void CancelWaiter(long turn, TaskCompletionSource<bool> admission)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
            {
                admission.SetCanceled();
            }
        }
    }

    void Succeed()
    {
        lock (_lock)
        {
            _inFlight--;
            _limit = Math.Min(_most, _limit + (1 / _limit));
            ReleaseWaiters();
        }
    }

    // Tells whether the request was refused only because others were under way with it.
    bool Fail(CometApiException error, long began)
    {
        lock (_lock)
        {
            bool isOverLimit = error.Kind == CometErrorKind.RateLimited && _inFlight > 1;
            if (isOverLimit && began >= _lastCut)
            {
                _limit = Math.Max(1, Math.Min(_limit, _inFlight) * Cut);
                _lastCut = _clock.GetTimestamp();
            }

            if (_closes && error.Kind is CometErrorKind.Unauthorized or CometErrorKind.QuotaExceeded)
            {
                Close(error);
            }

            _inFlight--;
            ReleaseWaiters();
            return isOverLimit;
        }
    }

    /// <summary>Lets nobody through for a while: the service is saturated by a single request, so others would be refused as well.</summary>
    internal void Pause(TimeSpan time)
    {
        lock (_lock)
        {
            DateTimeOffset until = _clock.GetUtcNow() + time;
            if (until > _resumesAt)
            {
                _resumesAt = until;
                _resumption?.Dispose();
                _resumption = _clock.CreateTimer(_ => Resume(), null, time, Timeout.InfiniteTimeSpan);
            }
        }
    }

    // The time is over when the timer says so; the wall clock may have been set back meanwhile.
    void Resume()
    {
        lock (_lock)
        {
            _resumesAt = DateTimeOffset.MinValue;
            ReleaseWaiters();
        }
    }

    void Close(CometApiException error)
    {
        _closedBy ??= error;
        foreach (TaskCompletionSource<bool> admission in _waiting.Values)
        {
            admission.SetException(Closed(_closedBy));
        }

        _waiting.Clear();
    }

    void ReleaseWaiters()
    {
        while (_waiting.Count > 0 && _inFlight < (int)_limit && _clock.GetUtcNow() >= _resumesAt)
        {
            KeyValuePair<long, TaskCompletionSource<bool>> first = _waiting.First();
            _waiting.Remove(first.Key);
            _inFlight++;
            first.Value.SetResult(true);
        }
    }

    void ThrowIfClosed()
    {
        if (_closedBy is { } error)
        {
            throw Closed(error);
        }
    }

    static CometApiException Closed(CometApiException by) =>
        new(by.Kind, $"Not sent, because an earlier request was refused: {by.Detail}", by.RecommendedAction, by)
        {
            StatusCode = by.StatusCode,
            Code = by.Code,
            RequestId = by.RequestId,
            RequestNotSent = true,
            AttemptCount = 0,
        };

    /// <summary>The right to one attempt. It is given back before any wait.</summary>
    internal readonly struct Lease(AdaptiveConcurrencyLimiter gate, long began)
    {
        public void Succeed() => gate.Succeed();

        /// <summary>Gives it back after an error; tells whether the request was refused only because others were under way with it.</summary>
        public bool Fail(CometApiException error) => gate.Fail(error, began);

        /// <summary>Gives it back after the caller ended the attempt.</summary>
        public void Abandon() => gate.Abandon();
    }

    void Abandon()
    {
        lock (_lock)
        {
            _inFlight--;
            ReleaseWaiters();
        }
    }
}
