namespace CometImages.Pipeline;

/// <summary>
/// Limits the requests in flight. The limit follows what the service admits: a response that reports saturation, or a firewall, reduces it by a fifth,
/// at most once per round trip, and each success increases it by one per round trip. Requests are admitted in the order of their
/// tickets, also after they were rejected.
/// </summary>
sealed class AdaptiveConcurrencyLimiter
{
    const double ReductionFactor = 0.8;

    readonly object _lock = new();
    readonly SortedDictionary<long, TaskCompletionSource<bool>> _waiters = [];
    readonly TimeProvider _clock;
    readonly int _maximum;
    double _limit;
    int _inFlight;
    long _lastTicket;
    long _lastReduction;
    DateTimeOffset _resumesAt;
    ITimer? _resumption;

    /// <param name="maximum">The maximum number of requests in flight, 1 or more.</param>
    /// <param name="clock">The clock.</param>
    public AdaptiveConcurrencyLimiter(int maximum, TimeProvider clock)
    {
        _maximum = maximum;
        _limit = maximum;
        _clock = clock;
        _lastReduction = clock.GetTimestamp();
    }

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

    /// <summary>Reserves a place in the order of requests. A request keeps its ticket for all attempts.</summary>
    public long ReserveTicket() => Interlocked.Increment(ref _lastTicket);

    /// <summary>Waits until a request may be sent.</summary>
    public async Task<Lease> AcquireAsync(long ticket, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> admission = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Add(ticket, admission);
            ReleaseWaiters();
        }

        using (cancellationToken.Register(() => CancelWaiter(ticket, admission)))
        {
            await admission.Task.ConfigureAwait(false);
        }

        return new Lease(this, _clock.GetTimestamp());
    }

    /// <summary>Admits no request for a while, because the service is saturated by a single one.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            DateTimeOffset until = _clock.GetUtcNow() + duration;
            if (until > _resumesAt)
            {
                _resumesAt = until;
                _resumption?.Dispose();
                _resumption = _clock.CreateTimer(_ => Resume(), null, duration, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends a pause.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            // The timer decides and not the wall clock, which may have been set back meanwhile.
            _resumesAt = DateTimeOffset.MinValue;
            ReleaseWaiters();
        }
    }

    void CancelWaiter(long ticket, TaskCompletionSource<bool> admission)
    {
        lock (_lock)
        {
            if (_waiters.Remove(ticket))
            {
                admission.SetCanceled();
            }
        }
    }

    void Succeed()
    {
        lock (_lock)
        {
            _limit = Math.Min(_maximum, _limit + (1 / _limit));
            Release();
        }
    }

    bool Fail(CometApiException error, long acquiredAt)
    {
        lock (_lock)
        {
            bool isOverLimit = error.Kind == CometErrorKind.RateLimited && _inFlight > 1;
            if ((isOverLimit || error.IsFirewallBlock) && acquiredAt >= _lastReduction)
            {
                _limit = Math.Max(1, Math.Min(_limit, _inFlight) * ReductionFactor);
                _lastReduction = _clock.GetTimestamp();
            }

            Release();
            return isOverLimit;
        }
    }

    void Abandon()
    {
        lock (_lock)
        {
            Release();
        }
    }

    void Release()
    {
        _inFlight--;
        ReleaseWaiters();
    }

    void ReleaseWaiters()
    {
        while (_waiters.Count > 0 && _inFlight < (int)_limit && _clock.GetUtcNow() >= _resumesAt)
        {
            KeyValuePair<long, TaskCompletionSource<bool>> first = _waiters.First();
            _waiters.Remove(first.Key);
            _inFlight++;
            first.Value.SetResult(true);
        }
    }

    /// <summary>The right to one attempt. It's released before any delay. The default value is the right to an attempt without a limit.</summary>
    internal readonly struct Lease(AdaptiveConcurrencyLimiter limiter, long acquiredAt)
    {
        readonly AdaptiveConcurrencyLimiter? _limiter = limiter;

        public void Succeed() => _limiter?.Succeed();

        /// <summary>Releases the lease after an error. Returns whether the request failed only because others were in flight with it.</summary>
        public bool Fail(CometApiException error) => _limiter?.Fail(error, acquiredAt) == true;

        /// <summary>Releases the lease after the attempt was canceled.</summary>
        public void Abandon() => _limiter?.Abandon();
    }
}
