using CometImages.Models;
using CometImages.Transport;

namespace CometImages.PowerShell.Diagnostics;

/// <summary>What was found out about a connection. What depends on something that failed is null.</summary>
/// <param name="Endpoint">The base URL.</param>
/// <param name="ApiKeyError">Why there is no valid API key, or null.</param>
/// <param name="Proxy">The proxy of the API, or null if there is none.</param>
/// <param name="IsProxySpecified">Whether the proxy is a parameter and not a setting of the environment or the system.</param>
/// <param name="Probe">How the service responds.</param>
/// <param name="Quota">The balance.</param>
/// <param name="PowerShellVersion">The version of PowerShell.</param>
sealed record ConnectionFacts(
    Attempt<ApiEndpoint> Endpoint,
    CometApiException? ApiKeyError,
    Attempt<string> Proxy,
    bool IsProxySpecified,
    ServiceProbe? Probe,
    Attempt<IReadOnlyList<CometQuota>>? Quota,
    string? PowerShellVersion);
