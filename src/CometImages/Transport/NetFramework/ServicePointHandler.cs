using System.Net;

namespace CometImages.Transport;

/// <summary>
/// Applies connection settings before each request. On .NET Framework they belong to the service point of a host, which is created and
/// removed as needed. The service points of other modules' hosts don't change.
/// </summary>
sealed class ServicePointHandler(HttpClientHandler inner) : DelegatingHandler(inner)
{
    static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(50);
    static readonly TimeSpan s_keepAliveTime = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_keepAliveInterval = TimeSpan.FromSeconds(10);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Windows PowerShell doesn't enable TLS 1.2 by default. Zero means that the system chooses.
        if (ServicePointManager.SecurityProtocol != default(SecurityProtocolType))
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        IWebProxy? proxy = inner.UseProxy ? inner.Proxy ?? WebRequest.DefaultWebProxy : null;
        ServicePoint host = ServicePointManager.FindServicePoint(request.RequestUri!, proxy);
        host.ConnectionLimit = int.MaxValue;
        host.ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;
        host.MaxIdleTime = (int)s_idleTime.TotalMilliseconds;
        host.Expect100Continue = false;
        host.UseNagleAlgorithm = false;

        // While the service generates an image, the connection is idle for minutes. Keep-alive probes detect a dead peer and keep the
        // entry in a NAT table.
        host.SetTcpKeepAlive(true, (int)s_keepAliveTime.TotalMilliseconds, (int)s_keepAliveInterval.TotalMilliseconds);

        // .NET Framework sends a request again by itself if a reused connection turns out to be closed. On a new connection it doesn't.
        if (request.Content is not null)
        {
            request.Headers.ConnectionClose = true;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
