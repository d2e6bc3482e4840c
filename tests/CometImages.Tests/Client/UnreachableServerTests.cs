using System.Net;
using System.Net.Sockets;
using CometImages.Images;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>A batch whose requests can't be sent ends after a few attempts, and each of its requests has an error.</summary>
public sealed class UnreachableServerTests : IDisposable
{
    const int Count = 30;

    readonly TempFolder _folder = TempFolder.CreateInMemory();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_server_the_first_request_is_retried_and_the_third_is_the_last()
    {
        // The socket is bound and doesn't listen, so no other process can use the port.
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        CometApiException[] errors = await FailAsync(new CometClientOptions { BaseUri = new Uri($"http://{taken.LocalEndPoint}/v1") });
        Assert.Equal([4, 1, 1], errors.Select(error => error.AttemptCount).Where(attempts => attempts > 0).OrderDescending());
        Assert.All(errors, error => Assert.Contains($"The connection to {taken.LocalEndPoint} couldn't be established", error.Detail, StringComparison.Ordinal));
        Assert.Equal(Count - 3, errors.Count(error => error.Detail.StartsWith("The request wasn't sent, because an earlier", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1")]
    [InlineData("https://api.example/v1")]
    public async Task A_rejected_proxy_credential_ends_the_batch_after_one_login(string baseUri)
    {
        using ProxyServer proxy = new("someone", "right");
        CometApiException[] errors = await FailAsync(new CometClientOptions
        {
            BaseUri = new Uri(baseUri),
            Proxy = proxy.Address,
            ProxyCredential = new NetworkCredential("someone", "wrong"),
        });

        // The platform asks without the credential first.
        Assert.InRange(proxy.RejectedCount, 1, 2);
        Assert.All(errors, error => Assert.Equal(CometErrorKind.ConnectionFailed, error.Kind));
        Assert.All(errors, error => Assert.Contains("-ProxyCredential", error.RecommendedAction, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_that_are_being_sent_do_not_wait_for_the_first_response()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Stall, Count = 0 });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        CometClient client = new(new CometClientOptions
        {
            ApiKey = service.Host.Key,
            BaseUri = service.Host.BaseUri,
            SpoolFolder = _folder["spool"],
            ThrottleLimit = Count,
        });
        Task[] all = [.. Enumerable.Range(0, Count).Select(_ => client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: stop.Token))];
        await Emulator.Eventually.TrueAsync(() => service.Requests.Count == Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(all));
    }

    [Fact]
    public void A_password_in_the_proxy_URL_is_rejected_and_not_shown()
    {
        CometClientOptions options = new() { Proxy = new Uri("http://someone:pass-word@proxy.example:8080") };
        CometApiException error = Assert.Throws<CometApiException>(() => new CometClient(options));
        Assert.Contains("-ProxyCredential", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", error.ToString(), StringComparison.Ordinal);
    }

    Task<CometApiException[]> FailAsync(CometClientOptions options) => FailAsync(options, _folder.Path);

    /// <summary>Sends a batch whose requests all fail, and returns their errors.</summary>
    internal static async Task<CometApiException[]> FailAsync(CometClientOptions options, string spoolFolder)
    {
        CometClient client = new(new CometClientOptions
        {
            ApiKey = "test",
            BaseUri = options.BaseUri,
            Proxy = options.Proxy,
            ProxyCredential = options.ProxyCredential,
            SpoolFolder = spoolFolder,
            ThrottleLimit = 5,
            TimeProvider = new NoWaitTimeProvider(),
        });
        return await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Assert.ThrowsAsync<CometApiException>(
            () => client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: Cancellation))));
    }
}
