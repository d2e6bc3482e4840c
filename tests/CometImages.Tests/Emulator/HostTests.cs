using System.Net;
using System.Net.Sockets;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class HostTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_in_one_process_have_their_own_ports_and_API_keys()
    {
        await using EmulatorClient one = await EmulatorClient.StartAsync();
        await using EmulatorClient two = await EmulatorClient.StartAsync();
        int[] ports = [one.Host.BaseUri.Port, one.Host.ImageUri.Port, two.Host.BaseUri.Port, two.Host.ImageUri.Port];
        Assert.Equal(4, ports.Distinct().Count());
        Assert.NotEqual(one.Host.Key, two.Host.Key);

        using HttpResponseMessage foreign = await one.Http.SendAsync(one.Request("{}", two.Host.Key), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, foreign.StatusCode);
    }

    [Fact]
    public async Task Environment_variables_do_not_change_the_ports()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:1");
        try
        {
            await using EmulatorClient client = await EmulatorClient.StartAsync();
            await client.UrlAsync();
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_an_IOException()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await Assert.ThrowsAsync<IOException>(() => EmulatorHost.StartAsync(new EmulatorOptions { Port = port }, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => EmulatorHost.StartAsync(new EmulatorOptions { ImagePort = port }, Cancellation));
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_stalled_request()
    {
        EmulatorClient client = await EmulatorClient.StartAsync();
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Stall });
        Task<HttpResponseMessage> stalled = client.PostAsync("""{"model":"dall-e-3","prompt":"x"}""");
        await Eventually.TrueAsync(() => client.Host.Journal.Requests.Count == 1);

        await client.Host.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => stalled);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task The_API_key_can_be_specified()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(new EmulatorOptions { Key = "emulator-mine" }, Cancellation);
        Assert.Equal("emulator-mine", host.Key);
        Assert.Equal("/v1", host.BaseUri.AbsolutePath);
    }
}
