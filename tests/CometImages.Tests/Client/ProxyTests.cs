using System.Net;
using CometImages.Images;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class ProxyTests
{
    [Fact]
    public async Task A_request_and_a_download_are_sent_to_the_proxy_with_its_credential()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        using ProxyServer proxy = new("someone", "pass word");
        CometClient client = Through(proxy, service, "pass word");
        CometImage image = Assert.Single((await client.GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "dall-e-3" }, cancellationToken: TestContext.Current.CancellationToken)).Images);
        string saved = await service.SaveAsync(image, client);

        Assert.True(File.Exists(saved));
        Assert.Equal(["POST", "GET"], proxy.Forwarded.Select(head => head.Split(' ')[0]));
        Assert.Equal(image.Url, proxy.Forwarded[1].Split(' ')[1]);

        // A download has no API key that the proxy could see.
        Assert.DoesNotContain(service.Host.Key, proxy.Forwarded[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_proxy_credential_is_an_error_and_nothing_is_sent_to_the_service()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        using ProxyServer proxy = new("someone", "right");
        CometClient client = Through(proxy, service, "wrong");
        CometApiException error = await service.FailToGenerateAsync(client: client);
        Assert.Equal(407, error.StatusCode);
        Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Requests);
        Assert.InRange(proxy.RejectedCount, 1, 2);
    }

    [Theory]
    [InlineData("http://proxy.example:8080")]
    [InlineData("https://proxy.example")]
    [InlineData("socks5://192.0.2.1:1080")]
    public void An_unencrypted_API_key_is_not_sent_to_a_proxy_on_another_computer(string address)
    {
        CometClientOptions options = new() { BaseUri = new Uri("http://127.0.0.1:1/v1"), Proxy = new Uri(address) };
        CometApiException error = Assert.Throws<CometApiException>(() => new CometClient(options));
        Assert.Equal(CometErrorKind.InvalidBaseUri, error.Kind);
        Assert.Contains(options.Proxy.Host, error.Message, StringComparison.Ordinal);
        Assert.NotNull(new CometClient(new CometClientOptions { Proxy = new Uri("http://proxy.example:8080") }));
    }

    [Theory]
    [InlineData("proxy.example:8080")]
    [InlineData("proxy")]
    [InlineData("ftp://proxy.example")]
    [InlineData("file:///proxy")]
    public void An_invalid_proxy_URL_is_rejected(string address)
    {
        CometClientOptions options = new() { Proxy = new Uri(address, UriKind.RelativeOrAbsolute) };
        CometApiException error = Assert.Throws<CometApiException>(() => new CometClient(options));
        Assert.Equal(CometErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("-Proxy", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("someone:pass-word@proxy.example:8080")]
    [InlineData("some_one:pass-word@proxy.example:8080")]
    public void The_password_in_an_invalid_proxy_URL_is_not_shown(string address)
    {
        CometClientOptions options = new() { BaseUri = new Uri("http://127.0.0.1:1/v1"), Proxy = new Uri(address, UriKind.RelativeOrAbsolute) };
        CometApiException error = Assert.Throws<CometApiException>(() => new CometClient(options));
        Assert.Equal(CometErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain("pass-word", error.ToString(), StringComparison.Ordinal);
    }

    static CometClient Through(ProxyServer proxy, EmulatedService service, string password) => new(new CometClientOptions
    {
        ApiKey = service.Host.Key,
        BaseUri = service.Host.BaseUri,
        MaximumRetryCount = 0,
        SpoolFolder = service.Folder["spool"],
        Proxy = proxy.Address,
        ProxyCredential = new NetworkCredential("someone", password),
    });
}
