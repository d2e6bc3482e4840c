namespace CometImages.Transport;

static partial class ProxyValidator
{
    // .NET Framework supports HTTP proxies only.
    static readonly string[] s_schemes = ["http"];
}
