using System.Net;
using CometImages.History;
using CometImages.Storage;

namespace CometImages;

/// <summary>The settings of a <see cref="CometClient"/>.</summary>
sealed class CometClientOptions
{
    public static readonly Uri DefaultBaseUri = new("https://api.cometapi.com/v1");

    /// <summary>The API key. The public catalog and downloads don't need one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The base URL, including <c>/v1</c>. It's HTTPS, or HTTP to a loopback address.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The time that an attempt waits for the response to begin, and the maximum time between two reads or writes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The maximum number of retries.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>
    /// Whether a generation is retried after a gateway stopped waiting for it (status code 504 or 524). The provider may have generated,
    /// and charged for, an image by then.
    /// </summary>
    public bool RetryGatewayTimeout { get; init; }

    /// <summary>The proxy to use in place of the environment's or the system's.</summary>
    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>The folder for images until they're saved. The default is <see cref="Spool.DefaultFolder"/>.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>Records the requests. By default, they're recorded in a folder beside the spool.</summary>
    public RequestHistory? History { get; init; }

    /// <summary>Whether the costs of requests are calculated, which needs the prices of the public catalog.</summary>
    public bool CalculatesCost { get; init; }

    /// <summary>The maximum cost of all requests in US dollars, which requires a <see cref="ThrottleLimit"/>. If null, it's unlimited.</summary>
    public decimal? MaximumCost { get; init; }

    /// <summary>The most that an image costs, for models whose cost can't be calculated. If null, the prices of the catalog are used.</summary>
    public decimal? PricePerImage { get; init; }

    /// <summary>
    /// The maximum number of generations in flight. After the API rejects the API key or the quota is used up, no further request is
    /// sent. If null, the number is unlimited, and each request is sent regardless of earlier errors.
    /// </summary>
    public int? ThrottleLimit { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
