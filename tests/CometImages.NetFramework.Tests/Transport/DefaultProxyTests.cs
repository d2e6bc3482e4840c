using System.Net;
using CometImages.Tests.Client;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class DefaultProxyTests
{
    [Fact]
    public async Task An_unencrypted_API_key_is_not_sent_to_the_system_proxy()
    {
        Assert.SkipWhen(MonoRuntime.IsPresent, "Mono doesn't use the proxy that .NET Framework uses.");
        await using EmulatedService service = await EmulatedService.StartAsync();
        using ProxyServer proxy = new("someone", "pass word");
        IWebProxy before = WebRequest.DefaultWebProxy;
        try
        {
            WebRequest.DefaultWebProxy = new ProxyOfOnePort(service.Host.BaseUri.Port, proxy.Address);
            await service.GenerateUrlAsync();
        }
        finally
        {
            WebRequest.DefaultWebProxy = before;
        }

        Assert.Equal((0, 0), (proxy.RejectedCount, proxy.Forwarded.Count));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_credential_without_a_proxy_is_for_the_system_proxy()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        using ProxyServer proxy = new("someone", "pass word");
        CometImage image = await service.GenerateUrlAsync();
        CometClient client = new(new CometClientOptions { ProxyCredential = new NetworkCredential("someone", "pass word") });
        IWebProxy before = WebRequest.DefaultWebProxy;
        try
        {
            WebRequest.DefaultWebProxy = new ProxyOfOnePort(service.Host.ImageUri.Port, proxy.Address);
            await service.SaveAsync(image, client);
        }
        finally
        {
            WebRequest.DefaultWebProxy = before;
        }

        Assert.Single(proxy.Forwarded);
    }

    // The setting applies to the process, so it must not affect the requests of other tests.
    sealed class ProxyOfOnePort(int port, Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => IsBypassed(destination) ? destination : address;

        public bool IsBypassed(Uri host) => host.Port != port;
    }
}
