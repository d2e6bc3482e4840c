namespace CometImages.Emulator.Billing;

/// <summary>The use of the account's balance. Thread-safe.</summary>
sealed class Account(HostState state)
{
    readonly Lock _lock = new();
    readonly Dictionary<DateOnly, AccountUse> _days = [];

    public AccountUse Total
    {
        get
        {
            lock (_lock)
            {
                return _days.Values.Aggregate(new AccountUse(), (total, day) => total.Add(day));
            }
        }
    }

    /// <summary>Gets the US dollars that are left, or null if the balance is unlimited.</summary>
    public decimal? Remaining => state.Settings.Balance is { } balance ? Math.Max(0, balance - Total.Cost) : null;

    public bool IsExhausted => Remaining == 0;

    /// <summary>Gets the use on a day in coordinated universal time, or null if there was none.</summary>
    public AccountUse? Find(DateOnly day)
    {
        lock (_lock)
        {
            return _days.GetValueOrDefault(day);
        }
    }

    public void Charge(decimal? cost)
    {
        DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);
        lock (_lock)
        {
            _days[today] = _days.GetValueOrDefault(today, new AccountUse()).Add(new AccountUse(cost ?? 0, RequestCount: 1));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _days.Clear();
        }
    }
}
