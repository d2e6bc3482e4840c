using System.Management.Automation;
using System.Net;

namespace CometImages.PowerShell.Abstractions;

/// <summary>A command that reaches the network: its limits and its proxy.</summary>
public abstract class NetworkCmdletBase : CometCmdletBase
{
    /// <summary>How many seconds an attempt waits for its answer to begin, and the longest silence between two reads.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>How many times something is sent again where that is safe.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>A proxy to use instead of the environment's or the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The proxy's user and password.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    private protected NetworkCredential? ProxyNetworkCredential => ProxyCredential?.GetNetworkCredential();

    private protected TimeSpan IdleTimeout => TimeSpan.FromSeconds(TimeoutSec);
}
