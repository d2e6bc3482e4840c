namespace CometImages.Transport;

/// <summary>The address of a proxy that was given.</summary>
static class ProxyValidator
{
#if NET8_0_OR_GREATER
    static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    // .NET Framework speaks with no other.
    static readonly string[] s_schemes = ["http"];
#endif

    /// <exception cref="CometApiException">It is none (<see cref="CometErrorKind.InvalidRequest"/>).</exception>
    public static void Validate(Uri? proxy)
    {
        if (proxy is not null && !(proxy.IsAbsoluteUri && proxy.Host.Length > 0 && s_schemes.Contains(proxy.Scheme)))
        {
            // Its text is not repeated: it may hold a password.
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"-Proxy is no address of a proxy: one begins with {string.Join(" or ", s_schemes.Select(scheme => scheme + "://"))}.",
                "Give one such as http://proxy.example:8080.");
        }
    }
}
