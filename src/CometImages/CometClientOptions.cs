using System.Net;
using CometImages.Pipeline;
using CometImages.Storage;

namespace CometImages;

/// <summary>How a <see cref="CometClient"/> reaches the service. What is not set has the documented default.</summary>
sealed class CometClientOptions
{
    /// <summary>The service's public base URL.</summary>
    public static readonly Uri DefaultBaseUri = new("https://api.cometapi.com/v1");

    /// <summary>The API key. Only <see cref="CometClient.GetCatalogAsync"/> and downloads work without one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The base URL, <c>/v1</c> included. HTTPS, or plain HTTP to a loopback address.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>How long an attempt waits for its answer to begin, and the longest silence between two reads. Default 300 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many times a request may be sent again where that is safe. Default 4; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>A proxy to use instead of the environment's or the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The proxy's user and password.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Where pictures lie until they are saved. Default: <see cref="Spool.DefaultFolder"/>.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>
    /// How many generations may be under way at once, shared by whoever shares the gate, until a refused key or an empty
    /// balance closes it. When null there is no limit, and each request is sent whatever became of earlier ones.
    /// </summary>
    public AdaptiveConcurrencyLimiter? Gate { get; init; }

    /// <summary>The clock for waits and time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
