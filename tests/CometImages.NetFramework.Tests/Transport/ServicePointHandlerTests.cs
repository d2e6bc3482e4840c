using System.Net;
using CometImages.Tests.Client;
using Xunit;

namespace CometImages.Tests.Transport;

/// <summary>What the wire shows of .NET Framework's settings Mono hides: its defaults are others. So here are the settings themselves.</summary>
public sealed class ServicePointHandlerTests
{
    [Fact]
    public async Task The_hosts_of_requests_have_many_connections_and_no_100_Continue()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        await service.SaveAsync(image);
        foreach (Uri address in new[] { service.Host.BaseUri, service.Host.PictureUri })
        {
            ServicePoint host = ServicePointManager.FindServicePoint(address);
            Assert.Equal((int.MaxValue, false, false), (host.ConnectionLimit, host.Expect100Continue, host.UseNagleAlgorithm));
        }
    }

    [Fact]
    public async Task Only_gzip_is_accepted_because_deflate_is_another_format_on_this_platform()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await service.MakeUrlAsync();
        Assert.Equal("gzip", Assert.Single(service.Requests).Headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task Other_hosts_keep_their_settings()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await service.MakeUrlAsync();
        ServicePoint other = ServicePointManager.FindServicePoint(new Uri("http://other.example/"));
        Assert.Equal(
            (ServicePointManager.DefaultConnectionLimit, ServicePointManager.Expect100Continue, ServicePointManager.UseNagleAlgorithm),
            (other.ConnectionLimit, other.Expect100Continue, other.UseNagleAlgorithm));
        Assert.True(other.Expect100Continue);
    }

    [Fact]
    public async Task TLS_1_2_is_added_to_the_protocols_of_the_process()
    {
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;
        try
        {
#pragma warning disable CA5364 // This is what Windows PowerShell begins with.
            const SecurityProtocolType Old = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls;
            ServicePointManager.SecurityProtocol = Old;
#pragma warning restore CA5364
            await using EmulatedService service = await EmulatedService.StartAsync();
            await service.MakeUrlAsync();
            Assert.Equal(Old | SecurityProtocolType.Tls12, ServicePointManager.SecurityProtocol);
        }
        finally
        {
            ServicePointManager.SecurityProtocol = before;
        }
    }
}
