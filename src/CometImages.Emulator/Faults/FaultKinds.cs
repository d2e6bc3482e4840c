using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Faults;

/// <summary>The one table of all faults.</summary>
static class FaultKinds
{
    public static readonly IReadOnlyList<string> EveryRoute =
        [Routes.Generations, Routes.Pictures, Routes.Models, Routes.Catalogue, Routes.Quota];

    public static readonly IReadOnlyList<string> JsonRoutes = [Routes.Generations, Routes.Models, Routes.Catalogue, Routes.Quota];
    public static readonly IReadOnlyList<string> OnlyGenerations = [Routes.Generations];
    public static readonly IReadOnlyList<string> OnlyPictures = [Routes.Pictures];
    public static readonly IReadOnlyList<string> BothPictureRoutes = [Routes.Generations, Routes.Pictures];

    public static IReadOnlyList<FaultKind> All { get; } =
        [.. InsteadFaults.All, .. ConnectionFaults.All, .. JsonFaults.All, .. ItemFaults.All, .. PictureFaults.All];

    static readonly Dictionary<string, FaultKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The rule's fault, when the rule makes sense.</summary>
    public static FaultKind Check(FaultRule rule)
    {
        if (!ByName.TryGetValue(rule.Fault, out FaultKind? kind))
            throw Wrong($"There is no fault named '{rule.Fault}'. The names are: {string.Join(", ", ByName.Keys)}.");
        if (!EveryRoute.Contains(rule.Route))
            throw Wrong($"There is no route named '{rule.Route}'. The routes are: {string.Join(", ", EveryRoute)}.");
        if (!kind.Routes.Contains(rule.Route))
            throw Wrong($"The fault '{rule.Fault}' does not strike '{rule.Route}', only: {string.Join(", ", kind.Routes)}.");
        foreach ((string member, bool wrong, string range) in Ranges(rule))
        {
            if (wrong)
                throw Wrong($"'{member}' must be {range}.");
        }

        return kind;
    }

    static ArgumentException Wrong(string message) => new(message);

    static IEnumerable<(string Member, bool Wrong, string Range)> Ranges(FaultRule rule) =>
    [
        ("skip", rule.Skip < 0, "0 or more"),
        ("count", rule.Count < 0, "0 (always) or more"),
        ("probability", rule.Probability is not (>= 0 and <= 1), "between 0 and 1"),
        ("status", rule.Status is < 200 or > 599, "between 200 and 599"),
        ("delayMs", rule.DelayMs < 0, "0 or more"),
        ("afterBytes", rule.AfterBytes < 0, "0 or more"),
        ("bytesPerSecond", rule.BytesPerSecond < 1, "1 or more"),
    ];
}
