namespace CometImages.Transport;

/// <summary>The API's base URL: absolute, and encrypted unless it does not leave this machine.</summary>
static class ApiEndpoint
{
    /// <param name="uri">The base URL.</param>
    /// <param name="proxy">The proxy that was given, or null.</param>
    /// <exception cref="CometApiException">It is none, or the key would travel in the clear (<see cref="CometErrorKind.InvalidBaseUri"/>).</exception>
    public static void Validate(Uri uri, Uri? proxy)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            throw new CometApiException(CometErrorKind.InvalidBaseUri, $"'{(uri.IsAbsoluteUri ? uri.Host : uri.OriginalString)}' is no base URL.");
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CometApiException(CometErrorKind.InvalidBaseUri, $"The key is not sent to '{uri.Host}' over plain HTTP.", "Use an https:// base URL.");
        }

        // Over HTTPS a proxy is asked for a tunnel; over plain HTTP it reads what it passes on. What has no host is no proxy's address, which is
        // said elsewhere without repeating it.
        if (uri.Scheme == "http" && proxy is { IsAbsoluteUri: true } && proxy.Host.Length > 0 && !proxy.IsLoopback)
        {
            throw new CometApiException(
                CometErrorKind.InvalidBaseUri,
                $"The key is not sent to the proxy '{proxy.Host}' over plain HTTP.",
                "Leave -Proxy out: the base URL is on this machine. Or use an https:// base URL.");
        }
    }

    /// <summary>The URL of a resource under the base URL.</summary>
    public static Uri GetUri(Uri baseUri, string path) => new(baseUri.AbsoluteUri.TrimEnd('/') + "/" + path);

    /// <summary>The public catalogue, which lies at the origin.</summary>
    public static Uri GetCatalogUri(Uri baseUri) => new(baseUri, "/api/models");
}
