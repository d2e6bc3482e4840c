using CometImages.Models;

namespace CometImages.Transport;

/// <summary>The API's base URL: absolute, and encrypted unless it refers to this computer.</summary>
sealed class ApiEndpoint
{
    const string PublicHost = "api.cometapi.com";
    const string QuotaPath = "/user/quota";

    // CometAPI reports the balance on a host of its own.
    static readonly Uri s_publicQuotaUri = new("https://query.cometapi.com" + QuotaPath);

    readonly Uri _baseUri;

    /// <param name="baseUri">The base URL, including <c>/v1</c>.</param>
    /// <param name="proxy">The specified proxy, or null.</param>
    /// <exception cref="CometApiException">
    /// The URL is invalid, or the API key would be sent unencrypted (<see cref="CometErrorKind.InvalidBaseUri"/>).
    /// </exception>
    public ApiEndpoint(Uri baseUri, Uri? proxy)
    {
        if (!baseUri.IsAbsoluteUri || baseUri.Scheme is not ("https" or "http") || baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0)
        {
            string shown = baseUri.IsAbsoluteUri ? baseUri.Host : baseUri.OriginalString;
            throw new CometApiException(CometErrorKind.InvalidBaseUri, $"The base URL '{shown}' isn't valid.");
        }

        if (!IsEncrypted(baseUri) && !baseUri.IsLoopback)
        {
            throw new CometApiException(
                CometErrorKind.InvalidBaseUri,
                $"The API key can't be sent to '{baseUri.Host}', because HTTP isn't encrypted.",
                "Use a base URL that starts with https://.");
        }

        // Over HTTPS, a proxy opens a tunnel. Over HTTP, it reads what it forwards. A proxy URL without a host is rejected elsewhere,
        // without repeating it.
        if (!IsEncrypted(baseUri) && proxy is { IsAbsoluteUri: true } && proxy.Host.Length > 0 && !proxy.IsLoopback)
        {
            throw new CometApiException(
                CometErrorKind.InvalidBaseUri,
                $"The API key can't be sent to the proxy '{proxy.Host}', because HTTP isn't encrypted.",
                "Omit -Proxy, because the base URL refers to this computer. Or use a base URL that starts with https://.");
        }

        _baseUri = baseUri;
    }

    /// <summary>Gets the URL of the public catalog, which is at the origin.</summary>
    public Uri CatalogUri => new(_baseUri, "/api/models");

    /// <summary>Gets the URL of the balance, which is at the origin, without the API key.</summary>
    public Uri QuotaUri => _baseUri.Host == PublicHost ? s_publicQuotaUri : new(_baseUri, QuotaPath);

    /// <summary>Gets the URL of the list of models, which requires the API key.</summary>
    public Uri ModelsUri => GetUri("/models");

    /// <summary>Gets a value that indicates whether a proxy that wasn't specified would read the API key.</summary>
    public bool RequiresDirectConnection => !IsEncrypted(_baseUri);

    /// <summary>Gets the URL of a route under the base URL.</summary>
    public Uri GetImageUri(ImageRoute route) => GetUri("/images/" + route.ToString().ToLowerInvariant());

    /// <inheritdoc/>
    public override string ToString() => _baseUri.AbsoluteUri;

    Uri GetUri(string path) => new(_baseUri.AbsoluteUri.TrimEnd('/') + path);

    static bool IsEncrypted(Uri uri) => uri.Scheme == "https";
}
