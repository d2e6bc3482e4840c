using System.IO.Enumeration;

namespace CometImages.Emulator.Faults;

/// <summary>A rule and how often it has met requests.</summary>
sealed class ActiveRule(FaultRule rule, FaultKind kind)
{
    long _met;
    long _hits;

    public FaultRule Rule { get; } = rule;

    public FaultKind Kind { get; } = kind;

    public bool Matches(string route, string? prompt, string? model) =>
        Rule.Route == route && Fits(Rule.Prompt, prompt) && Fits(Rule.Model, model);

    /// <summary>Counts a matching request and says whether it is hit.</summary>
    public bool Hits()
    {
        if (Rule.Count > 0 && _hits >= Rule.Count)
            return false;
        long number = ++_met;
        if (number <= Rule.Skip || (Rule.Probability < 1 && Share(number) >= Rule.Probability))
            return false;
        _hits++;
        return true;
    }

    public ActiveFault Report() => new(Rule, _met, _hits);

    static bool Fits(string? pattern, string? text) =>
        pattern is null || (text is not null && FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true));

    /// <summary>A number from 0 up to 1 that depends on seed and request number alone (the finalizer of SplitMix64).</summary>
    double Share(long number)
    {
        ulong mixed = ((ulong)(uint)Rule.Seed << 32) ^ ((ulong)number * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
    }
}
