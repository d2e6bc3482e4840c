using System.Net;

namespace CometImages.Transport;

static partial class HttpTransportCache
{
    static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    static ServicePointHandler Create(Key key, NetworkCredential? credential)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,

            // .NET Framework decodes raw deflate data, but HTTP's deflate has a zlib header (RFC 9110, 8.4.1.2).
            AutomaticDecompression = key.Compressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            UseCookies = false,
            UseProxy = !key.BypassProxy,
        };
        if (CreateProxy(key, credential) is { } proxy)
        {
            handler.Proxy = proxy;
        }
        else if (!key.BypassProxy && credential is not null)
        {
            handler.Proxy = new SystemProxy { Credentials = credential };
        }

        return new ServicePointHandler(handler);
    }

    /// <summary>The system's proxy with specified credentials. The handler's own property would set them for the whole process.</summary>
    sealed class SystemProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => WebRequest.DefaultWebProxy?.GetProxy(destination) ?? destination;

        public bool IsBypassed(Uri host) => WebRequest.DefaultWebProxy?.IsBypassed(host) ?? true;
    }
}
