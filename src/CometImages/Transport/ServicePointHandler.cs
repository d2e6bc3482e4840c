#if !NET8_0_OR_GREATER
using System.Net;

namespace CometImages.Transport;

/// <summary>
/// What a connection pool of .NET Framework cannot be told itself: its settings belong to the process and to its service points, one for
/// each host, which come and go. So each request sets those of its own host, and nothing of other modules' hosts changes.
/// </summary>
sealed class ServicePointHandler(HttpClientHandler inner) : DelegatingHandler(inner)
{
    static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(50);
    static readonly TimeSpan s_keepAliveTime = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_keepAliveInterval = TimeSpan.FromSeconds(10);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Windows PowerShell does not offer TLS 1.2 by itself; zero leaves the choice to the system.
        if (ServicePointManager.SecurityProtocol != default(SecurityProtocolType))
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        ServicePoint host = ServicePointManager.FindServicePoint(request.RequestUri!, inner.UseProxy ? inner.Proxy ?? WebRequest.DefaultWebProxy : null);
        host.ConnectionLimit = int.MaxValue;
        host.ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;
        host.MaxIdleTime = (int)s_idleTime.TotalMilliseconds;
        host.Expect100Continue = false;
        host.UseNagleAlgorithm = false;

        // A generation is minutes of silence: keep-alive probes notice a dead peer, and keep a forgetful NAT from forgetting.
        host.SetTcpKeepAlive(true, (int)s_keepAliveTime.TotalMilliseconds, (int)s_keepAliveInterval.TotalMilliseconds);
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
