using System.IO.Enumeration;

namespace CometImages.Emulator.Faults;

/// <summary>A rule and the numbers of requests that it has matched and hit.</summary>
sealed class FaultRuleState(FaultRule rule, FaultDefinition fault)
{
    readonly Random _random = new(rule.Seed);
    long _matches;
    long _hits;

    public FaultRule Rule => rule;

    public FaultDefinition Fault => fault;

    public bool Matches(string route, string? prompt, string? model) =>
        rule.Route == route && IsMatch(rule.Prompt, prompt) && IsMatch(rule.Model, model);

    /// <summary>Counts a matching request and returns whether the rule hits it.</summary>
    public bool TryHit()
    {
        if (rule.Count > 0 && _hits >= rule.Count)
        {
            return false;
        }

        // Every matching request draws a number, so that only the seed and the position of a request decide.
        bool isDrawn = _random.NextDouble() < rule.Probability;
        if (++_matches <= rule.Skip || !isDrawn)
        {
            return false;
        }

        _hits++;
        return true;
    }

    public FaultRuleStatus GetStatus() => new(rule, _matches, _hits);

    static bool IsMatch(string? pattern, string? text) =>
        pattern is null || (text is not null && FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true));
}

/// <summary>A rule as the control endpoint reports it.</summary>
sealed record FaultRuleStatus(FaultRule Rule, long Matches, long Hits);
