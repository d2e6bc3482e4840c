using System.Collections.Concurrent;
using System.Net;

namespace CometImages.Transport;

/// <summary>
/// The connection pools of the process, shared by all clients, runspaces, and pipelines: one for each proxy, and separate ones for the
/// API and for downloads. They live as long as the process.
/// </summary>
static partial class HttpTransportCache
{
    static readonly ConcurrentDictionary<Key, Lazy<HttpMessageHandler>> s_transports = new();

    readonly record struct Key(Uri? Proxy, string? User, string? Password, bool Compressed, bool BypassProxy);

    /// <summary>Gets the transport for the API, whose responses may be compressed.</summary>
    /// <exception cref="CometApiException">The proxy's URL is invalid.</exception>
    public static HttpMessageHandler GetApiTransport(TransportSettings settings, ApiEndpoint endpoint) =>
        Get(settings, compressed: true, bypassProxy: settings.Proxy is null && endpoint.RequiresDirectConnection);

    /// <summary>Gets the transport for downloads, which aren't compressed: a truncated compressed stream ends without an error.</summary>
    /// <exception cref="CometApiException">The proxy's URL is invalid.</exception>
    public static HttpMessageHandler GetDownloadTransport(TransportSettings settings) => Get(settings, compressed: false, bypassProxy: false);

    /// <summary>Gets the URL of the proxy for the API, without a user name and a password, or null if there is none.</summary>
    /// <exception cref="CometApiException">The proxy's URL is invalid.</exception>
    public static string? GetApiProxy(TransportSettings settings, ApiEndpoint endpoint)
    {
        ProxyValidator.Validate(settings.Proxy);
        Uri? proxy = settings.Proxy ?? (endpoint.RequiresDirectConnection ? null : FindDefaultProxy(endpoint.ModelsUri));
        return proxy?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
    }

    static Uri? FindDefaultProxy(Uri destination) =>
        DefaultProxy?.IsBypassed(destination) == false && DefaultProxy.GetProxy(destination) is { } proxy && proxy != destination ? proxy : null;

    static HttpMessageHandler Get(TransportSettings settings, bool compressed, bool bypassProxy)
    {
        ProxyValidator.Validate(settings.Proxy);
        NetworkCredential? credential = settings.ProxyCredential;
        Key key = new(settings.Proxy, credential?.UserName, credential?.Password, compressed, bypassProxy);
        return s_transports.GetOrAdd(key, k => new(() => Create(k, credential))).Value;
    }

    static FixedProxy? CreateProxy(Key key, NetworkCredential? credential) =>
        key.Proxy is null ? null : new FixedProxy(key.Proxy) { Credentials = credential };

    /// <summary>A proxy for every host. On .NET Framework, <see cref="WebProxy"/> bypasses this computer.</summary>
    sealed class FixedProxy(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
