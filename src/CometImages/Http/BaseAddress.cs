namespace CometImages.Http;

/// <summary>The API's base URL: absolute, and encrypted unless it does not leave this machine.</summary>
static class BaseAddress
{
    /// <exception cref="CometApiException">It is none, or the key would travel in the clear (<see cref="CometErrorKind.WrongBaseUri"/>).</exception>
    public static void Check(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            throw new CometApiException(CometErrorKind.WrongBaseUri, $"'{(uri.IsAbsoluteUri ? uri.Host : uri.OriginalString)}' is no base URL.");
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CometApiException(CometErrorKind.WrongBaseUri, $"The key is not sent to '{uri.Host}' over plain HTTP.", "Use an https:// base URL.");
        }
    }

    /// <summary>The URL of a resource under the base URL.</summary>
    public static Uri Resource(Uri baseUri, string path) => new(baseUri.AbsoluteUri.TrimEnd('/') + "/" + path);

    /// <summary>The public catalogue, which lies at the origin.</summary>
    public static Uri Catalogue(Uri baseUri) => new(baseUri, "/api/models");
}
