namespace CometImages.Emulator.Faults;

/// <summary>The rules in the order in which they were added; the first that hits a request applies. Thread-safe.</summary>
public sealed class FaultPlan
{
    readonly Lock _lock = new();
    readonly List<FaultRuleState> _rules = [];

    internal FaultPlan()
    {
    }

    /// <summary>Gets the names of all faults, in the order of the help.</summary>
    public static IReadOnlyList<string> KnownFaults { get; } = [.. FaultRegistry.All.Select(fault => fault.Name)];

    /// <summary>Gets the rules, including those that have reached their count.</summary>
    public IReadOnlyList<FaultRule> Rules => [.. GetStatus().Select(status => status.Rule)];

    /// <summary>Adds a rule after the others.</summary>
    /// <param name="rule">The rule to add.</param>
    /// <exception cref="ArgumentException">
    /// The fault or the route is unknown, the fault doesn't apply to the route, or a number is out of range.
    /// </exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        FaultRuleState state = new(rule, FaultRegistry.Validate(rule));
        lock (_lock)
        {
            _rules.Add(state);
        }
    }

    /// <summary>Removes all rules. Requests in progress aren't affected.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    internal IReadOnlyList<FaultRuleStatus> GetStatus()
    {
        lock (_lock)
        {
            return [.. _rules.Select(state => state.GetStatus())];
        }
    }

    internal FaultRuleState? Hit(string route, string? prompt, string? model)
    {
        lock (_lock)
        {
            return _rules.Find(state => state.Matches(route, prompt, model) && state.TryHit());
        }
    }
}
