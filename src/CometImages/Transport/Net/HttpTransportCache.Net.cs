using System.Net;
using System.Net.Sockets;

namespace CometImages.Transport;

static partial class HttpTransportCache
{
    static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(30);

    static IWebProxy DefaultProxy => HttpClient.DefaultProxy;

    static SocketsHttpHandler Create(Key key, NetworkCredential? credential) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = key.Compressed
            ? DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli
            : DecompressionMethods.None,
        ConnectCallback = ConnectAsync,
        ActivityHeadersPropagator = null,
        DefaultProxyCredentials = credential,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        Proxy = CreateProxy(key, credential),
        UseCookies = false,
        UseProxy = !key.BypassProxy,
    };

    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_connectTimeout);
        try
        {
            TcpKeepAlive.Enable(socket);
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
}
