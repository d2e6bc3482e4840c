using System.Management.Automation;
using CometImages.History;
using CometImages.PowerShell.Settings;
using CometImages.Storage;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The base class of cmdlets that use the network.</summary>
public abstract class NetworkCmdletBase : CometCmdletBase
{
    /// <summary>Specifies how many seconds an attempt waits for the response to begin, and for each further part of it.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>Specifies the maximum number of retries.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Specifies a proxy to use in place of the environment's or the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the user name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <exception cref="CometApiException">The proxy, the base URL, or the API key is invalid.</exception>
    private protected CometClient CreateClient(
        string? apiKey = null,
        Uri? baseUri = null,
        int? throttleLimit = null,
        bool retryGatewayTimeout = false,
        RequestHistory? history = null,
        bool calculatesCost = false,
        decimal? maximumCost = null,
        decimal? pricePerImage = null) => new(new()
    {
        History = history,
        CalculatesCost = calculatesCost,
        MaximumCost = maximumCost,
        PricePerImage = pricePerImage,
        ApiKey = apiKey,
        BaseUri = baseUri ?? CometClientOptions.DefaultBaseUri,
        IdleTimeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryGatewayTimeout = retryGatewayTimeout,
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        ThrottleLimit = throttleLimit,
    });

    /// <summary>Creates the history of this command.</summary>
    /// <param name="isEnabled">Whether requests are recorded.</param>
    private protected RequestHistory CreateHistory(bool isEnabled = true) => new(
        HistoryFolder.FromSpool(new Spool()), MyInvocation.MyCommand.Name, isEnabled && EnvironmentVariables.RecordsHistory, TimeProvider.System);
}
