namespace CometImages.PowerShell.Diagnostics;

/// <summary>What a check found.</summary>
readonly record struct CheckResult(bool? Ok, string Detail, string? Recommendation = null)
{
    // The recommended actions that are about images.
    static readonly Dictionary<CometErrorKind, string> s_actions = new()
    {
        [CometErrorKind.InvalidResponse] = "Check the base URL and the proxy.",
        [CometErrorKind.Timeout] = "Check the network, the firewall, and the proxy, or raise -TimeoutSec.",
    };

    public static CheckResult Pass(string detail) => new(true, detail);

    public static CheckResult Fail(string detail, string recommendation) => new(false, detail, recommendation);

    public static CheckResult Fail(CometApiException error) => new(
        false,
        error.GetMessage(includeRecommendedAction: false),
        s_actions.TryGetValue(error.Kind, out string? action) ? action : error.RecommendedAction);

    public static CheckResult NotChecked(string detail) => new(null, detail);
}
