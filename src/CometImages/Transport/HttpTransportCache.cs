using System.Collections.Concurrent;
using System.Net;
#if NET8_0_OR_GREATER
using System.Net.Sockets;
#endif

namespace CometImages.Transport;

/// <summary>
/// The process's connections, shared by every client, runspace and pipeline: one pool for each proxy, and one each for the API and for
/// downloads, which differ in compression. They live as long as the process.
/// </summary>
static class HttpTransportCache
{
    static readonly ConcurrentDictionary<Key, Lazy<HttpMessageInvoker>> s_pools = new();

    readonly record struct Key(Uri? Proxy, string? User, string? Password, bool Compressed, bool BypassProxy);

    /// <summary>
    /// The pool for the API, which may answer compressed. Without encryption it is on this machine, and a proxy that nobody gave would
    /// read the key.
    /// </summary>
    public static HttpMessageInvoker GetApiTransport(CometClientOptions options) =>
        Get(options, compressed: true, bypassProxy: options.Proxy is null && options.BaseUri.Scheme == "http");

    /// <summary>The pool for downloads, which come as they are: a compressed stream that is cut ends in silence.</summary>
    public static HttpMessageInvoker GetDownloadTransport(CometClientOptions options) => Get(options, compressed: false, bypassProxy: false);

    /// <exception cref="CometApiException">The proxy is none.</exception>
    static HttpMessageInvoker Get(CometClientOptions options, bool compressed, bool bypassProxy)
    {
        ProxyValidator.Validate(options.Proxy);
        Key key = new(options.Proxy, options.ProxyCredential?.UserName, options.ProxyCredential?.Password, compressed, bypassProxy);
        return s_pools.GetOrAdd(key, k => new(() => new HttpMessageInvoker(Create(k, options.ProxyCredential)))).Value;
    }

#if NET8_0_OR_GREATER
    static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(30);

    static SocketsHttpHandler Create(Key key, NetworkCredential? credential) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = key.Compressed ? DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli : DecompressionMethods.None,
        ConnectCallback = ConnectAsync,
        ActivityHeadersPropagator = null,
        DefaultProxyCredentials = credential,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        Proxy = ProxyOf(key, credential),
        UseCookies = false,
        UseProxy = !key.BypassProxy,
    };

    // A generation is minutes of silence: keep-alive probes notice a dead peer, and keep a forgetful NAT from forgetting.
    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_connectTimeout);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#else
    static ServicePointHandler Create(Key key, NetworkCredential? credential)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            // What .NET Framework takes for deflate is not what HTTP calls so.
            AutomaticDecompression = key.Compressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            UseCookies = false,
            UseProxy = !key.BypassProxy,
        };
        if (ProxyOf(key, credential) is { } proxy)
        {
            handler.Proxy = proxy;
        }
        else if (!key.BypassProxy && credential is not null)
        {
            handler.Proxy = new SystemProxy { Credentials = credential };
        }

        return new ServicePointHandler(handler);
    }

    /// <summary>The system's proxy with a login of ours; the handler's own way would set it for the whole process.</summary>
    sealed class SystemProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => WebRequest.DefaultWebProxy?.GetProxy(destination) ?? destination;

        public bool IsBypassed(Uri host) => WebRequest.DefaultWebProxy?.IsBypassed(host) ?? true;
    }
#endif

    static FixedProxy? ProxyOf(Key key, NetworkCredential? credential) =>
        key.Proxy is null ? null : new FixedProxy(key.Proxy) { Credentials = credential };

    /// <summary>A proxy for every host; <see cref="WebProxy"/> leaves out this machine on .NET Framework.</summary>
    sealed class FixedProxy(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
