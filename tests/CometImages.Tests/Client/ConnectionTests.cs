using System.Net;
using System.Net.Sockets;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Emulator;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>The properties of connections that must not depend on the defaults of the platform.</summary>
public sealed class ConnectionTests
{
    const int RequestCount = 12;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_requests_are_in_progress_at_once()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Stall, Count = 0 });
        CometClient client = service.NewClient();
        await AssertInProgressAsync(() => service.Requests.Count, stop => client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: stop));
    }

    [Fact]
    public async Task Many_downloads_are_in_progress_at_once()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Stall, Route = "images", Count = 0 });
        CometClient client = service.NewClient();
        CometImage image = await service.GenerateUrlAsync();
        OutputDirectory folder = new(service.Folder["out"]);
        await AssertInProgressAsync(() => service.Downloads.Count, stop => client.SaveAsync(image, folder, folder.ReserveName("boat"), cancellationToken: stop));
    }

    [Fact]
    public async Task The_body_is_sent_without_waiting_for_100_Continue()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await service.GenerateAsync();
        Assert.DoesNotContain("Expect", Assert.Single(service.Requests).Headers.Keys);
    }

    [Fact]
    public async Task TLS_1_2_or_newer_is_offered()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            CometClient client = new(new CometClientOptions
            {
                ApiKey = "test",
                BaseUri = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1"),
                MaximumRetryCount = 0,
                SpoolFolder = folder["spool"],
            });
            Task<ImageGenerationResult> generation = client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: Cancellation);
            byte[] hello = await ReadHelloAsync(listener);

            // The ClientHello message of a handshake, whose legacy version field is TLS 1.2.
            Assert.Equal((0x16, 0x01), (hello[0], hello[5]));
            Assert.Equal([0x03, 0x03], hello.Skip(9).Take(2));

            CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => generation);
            Assert.Equal((CometErrorKind.ConnectionFailed, false), (error.Kind, error.MayHaveBeenCharged));
        }
        finally
        {
            listener.Stop();
        }
    }

    // The emulator doesn't respond, so all requests are in progress at once or never.
    static async Task AssertInProgressAsync(Func<int> count, Func<CancellationToken, Task> begin)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] all = [.. Enumerable.Range(0, RequestCount).Select(_ => begin(stop.Token))];
        await Eventually.TrueAsync(() => count() == RequestCount);
        Assert.All(all, one => Assert.False(one.IsCompleted));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    static async Task<byte[]> ReadHelloAsync(TcpListener listener)
    {
        byte[] hello = new byte[11];
        using TcpClient server = await listener.AcceptTcpClientAsync(Cancellation);
        for (int length = 0; length < hello.Length;)
        {
            int read = await server.GetStream().ReadAsync(hello.AsMemory(length), Cancellation);
            Assert.NotEqual(0, read);
            length += read;
        }

        return hello;
    }
}
