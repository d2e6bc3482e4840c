using CometImages.Emulator.Faults;

namespace CometImages.Emulator;

/// <summary>
/// The rules that are active now, asked in the order in which they were added; the first that hits wins. Safe from any thread.
/// </summary>
public sealed class FaultPlan
{
    readonly Lock _lock = new();
    readonly List<ActiveRule> _rules = [];

    internal FaultPlan()
    {
    }

    /// <summary>The name of every fault, in the order of the help page.</summary>
    public static IReadOnlyList<string> KnownFaults { get; } = [.. FaultKinds.All.Select(kind => kind.Name)];

    /// <summary>The rules as added, spent ones among them.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules.Select(active => active.Rule)];
            }
        }
    }

    /// <summary>Adds a rule behind the others.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">The fault or route is unknown, they do not go together, or a number is out of range.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ActiveRule active = new(rule, FaultKinds.Check(rule));
        lock (_lock)
        {
            _rules.Add(active);
        }
    }

    /// <summary>Forgets all rules. What is under way stays as it is.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    internal IReadOnlyList<ActiveFault> Snapshot()
    {
        lock (_lock)
        {
            return [.. _rules.Select(active => active.Report())];
        }
    }

    internal ActiveRule? Pick(string route, string? prompt, string? model)
    {
        lock (_lock)
        {
            return _rules.Find(active => active.Matches(route, prompt, model) && active.Hits());
        }
    }
}
