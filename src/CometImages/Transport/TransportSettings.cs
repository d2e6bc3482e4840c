using System.Net;

namespace CometImages.Transport;

/// <param name="Proxy">The proxy to use in place of the environment's or the system's.</param>
/// <param name="ProxyCredential">The user name and password for the proxy.</param>
sealed record TransportSettings(Uri? Proxy, NetworkCredential? ProxyCredential);
