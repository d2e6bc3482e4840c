namespace CometImages.Transport;

static partial class ProxyValidator
{
    /// <exception cref="CometApiException">The URL isn't a proxy's (<see cref="CometErrorKind.InvalidRequest"/>).</exception>
    public static void Validate(Uri? proxy)
    {
        if (proxy is not null && !(proxy.IsAbsoluteUri && proxy.Host.Length > 0 && s_schemes.Contains(proxy.Scheme)))
        {
            // The URL isn't repeated, because it may contain a password.
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"The URL of -Proxy isn't valid. It must start with {string.Join(" or ", s_schemes.Select(scheme => scheme + "://"))}.",
                "Specify a URL such as http://proxy.example:8080.");
        }

        if (proxy?.UserInfo.Length > 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, "The URL of -Proxy contains a user name or a password.", "Specify them with -ProxyCredential.");
        }
    }
}
