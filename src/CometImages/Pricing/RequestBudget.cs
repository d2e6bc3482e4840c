using CometImages.Text;

namespace CometImages.Pricing;

/// <summary>
/// Admits the requests of one command, in the order of their tickets, so that their costs don't exceed a maximum by more than what one
/// request costs beyond the highest cost that is known for such a request. A request that doesn't fit beside those in flight waits until they
/// have ended. After a request that doesn't fit at all, none is admitted.
/// </summary>
/// <param name="maximum">The maximum cost in US dollars.</param>
sealed class RequestBudget(decimal maximum)
{
    /// <summary>
    /// How much more than the highest known cost a request in flight can cost, unless its price is exact. As long as costs vary less, only one
    /// request can exceed the maximum.
    /// </summary>
    public const int Variation = 10;

    readonly object _lock = new();
    readonly SortedDictionary<long, Waiter> _waiters = [];
    readonly HashSet<Admission> _inFlight = [];
    readonly Dictionary<RequestCostKey, decimal> _highest = [];
    decimal _spent;
    bool _hasUnknownCost;
    CometApiException? _refusal;

    /// <summary>Gets the sum of the costs. The highest cost of such a request stands for one that isn't known.</summary>
    public decimal Spent
    {
        get
        {
            lock (_lock)
            {
                return _spent;
            }
        }
    }

    /// <exception cref="CometApiException">An earlier request was refused.</exception>
    public void ThrowIfReached()
    {
        lock (_lock)
        {
            ThrowIfRefused();
        }
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="ticket">The place in the order of requests, which is unique.</param>
    /// <param name="key">What the request has in common with those of similar cost.</param>
    /// <param name="estimate">What is known about its cost apart from the requests of this command.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="CometApiException">The maximum is reached.</exception>
    public async Task<Admission> AdmitAsync(long ticket, RequestCostKey key, CostEstimate estimate, CancellationToken cancellationToken)
    {
        Waiter waiter = new(key, estimate);
        lock (_lock)
        {
            ThrowIfRefused();
            _waiters.Add(ticket, waiter);
            ReleaseWaiters();
        }

        using (cancellationToken.Register(() => Cancel(ticket, waiter)))
        {
            return await waiter.Result.Task.ConfigureAwait(false);
        }
    }

    void Cancel(long ticket, Waiter waiter)
    {
        lock (_lock)
        {
            if (_waiters.Remove(ticket))
            {
                waiter.Result.SetCanceled();
                ReleaseWaiters();
            }
        }
    }

    void ReleaseWaiters()
    {
        while (_waiters.Count > 0)
        {
            KeyValuePair<long, Waiter> first = _waiters.First();
            CostEstimate estimate = GetEstimate(first.Value);
            if (_refusal is null && !Fits(estimate))
            {
                if (_inFlight.Count > 0)
                {
                    return;
                }

                _refusal = CreateRefusal(estimate);
            }

            _waiters.Remove(first.Key);
            if (_refusal is not null)
            {
                first.Value.Result.SetException(CopyRefusal());
                continue;
            }

            Admission admission = new(this, first.Value.Key, estimate);
            _inFlight.Add(admission);
            first.Value.Result.SetResult(admission);
        }
    }

    // A cost that was seen in this command and exceeds an exact price shows that the price isn't exact.
    CostEstimate GetEstimate(Waiter waiter) =>
        _highest.TryGetValue(waiter.Key, out decimal seen) && !(seen <= waiter.Estimate.Highest) ? new CostEstimate(seen, IsExact: false) : waiter.Estimate;

    bool Fits(CostEstimate estimate)
    {
        if (_hasUnknownCost || _spent >= maximum)
        {
            return false;
        }

        if (_inFlight.Count == 0)
        {
            return _spent + estimate.Highest.GetValueOrDefault() <= maximum;
        }

        // Null if one of the costs isn't known, and a comparison with null is false.
        decimal? reserved = _inFlight.Aggregate((decimal?)_spent, (sum, admission) => sum + admission.Reserve);
        return reserved + estimate.Highest <= maximum;
    }

    void End(Admission admission, decimal? cost, int uncertainCount)
    {
        lock (_lock)
        {
            if (!_inFlight.Remove(admission))
            {
                return;
            }

            if (cost is { } known)
            {
                _highest[admission.Key] = Math.Max(known, _highest.TryGetValue(admission.Key, out decimal seen) ? seen : 0);
                _spent += known;
            }

            if (uncertainCount > 0)
            {
                decimal? highest = GetEstimate(new Waiter(admission.Key, admission.Estimate)).Highest;
                _spent += uncertainCount * highest.GetValueOrDefault();
                _hasUnknownCost |= highest is null;
            }

            ReleaseWaiters();
        }
    }

    CometApiException CreateRefusal(CostEstimate estimate)
    {
        string limit = $"the maximum cost of {Money.Format(maximum)}";
        return _hasUnknownCost
            ? new CometApiException(
                CometErrorKind.BudgetReached,
                $"The request wasn't sent. The cost of an earlier request isn't known, so {limit} can't be guaranteed.",
                "Specify -PricePerImage, the most that an image costs.")
            : new CometApiException(
                CometErrorKind.BudgetReached,
                $"The request wasn't sent, because of {limit}. The earlier requests cost {Money.Format(_spent)}"
                + (estimate.Highest is { } highest && _spent < maximum ? $", and such a request can cost {Money.Format(highest)}." : "."));
    }

    CometApiException CopyRefusal() => new(_refusal!.Kind, _refusal.Detail, _refusal.RecommendedAction, _refusal) { RequestNotSent = true, AttemptCount = 0 };

    void ThrowIfRefused()
    {
        if (_refusal is not null)
        {
            throw CopyRefusal();
        }
    }

    sealed record Waiter(RequestCostKey Key, CostEstimate Estimate)
    {
        public TaskCompletionSource<Admission> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The right to send a request. A request whose admission is disposed before it has ended cost nothing.</summary>
    internal sealed class Admission(RequestBudget budget, RequestCostKey key, CostEstimate estimate) : IDisposable
    {
        public RequestCostKey Key => key;

        public CostEstimate Estimate => estimate;

        /// <summary>Gets the most that the request is expected to cost, or null if that isn't known.</summary>
        public decimal? Reserve => estimate.IsExact ? estimate.Highest : Variation * estimate.Highest;

        /// <summary>Ends the request.</summary>
        /// <param name="cost">Its cost, or null if it isn't known or nothing was charged.</param>
        /// <param name="uncertainCount">The number of attempts that may have been charged and whose cost isn't known.</param>
        public void End(decimal? cost, int uncertainCount) => budget.End(this, cost, uncertainCount);

        public void Dispose() => End(cost: null, uncertainCount: 0);
    }
}
