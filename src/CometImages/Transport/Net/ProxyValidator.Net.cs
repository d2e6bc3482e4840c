namespace CometImages.Transport;

static partial class ProxyValidator
{
    static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];
}
