using System.Net;
using System.Text;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ImageFaultTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true, ImageBytes = 20_000 });
        client.Host.Faults.Add(rule);
        return client;
    }

    [Fact]
    public async Task Respond_denies_access_as_storage_services_do()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Status = 403, Route = "images" });
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url);
        Assert.Equal((HttpStatusCode.Forbidden, "application/xml"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<Code>AccessDenied</Code>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await client.DownloadAsync(url);
    }

    [Fact]
    public async Task Endless_image_begins_like_an_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.EndlessImage, Route = "images" });
        using HttpResponseMessage response = await client.GetAsync(await client.UrlAsync());
        using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] bytes = new byte[10 << 20];
        await body.ReadExactlyAsync(bytes, Cancellation);
        Assert.Equal("PNG", Encoding.ASCII.GetString(bytes, 1, 3));
    }

    [Fact]
    public async Task No_range_sends_the_complete_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NoRange, Route = "images" });
        string url = await client.UrlAsync();
        using HttpRequestMessage request = EmulatorClient.Verbatim(HttpMethod.Get, url);
        request.Headers.Range = new(10, null);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Headers.AcceptRanges);
        Assert.Equal(await client.DownloadAsync(url), await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/elsewhere")]
    public async Task Redirect_points_to_the_same_URL_or_to_the_specified_location(string? location)
    {
        FaultRule rule = new() { Fault = FaultNames.Redirect, Route = "images", Status = 302 };
        await using EmulatorClient client = await WithAsync(location is null ? rule : rule with { Headers = new() { ["Location"] = location } });
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        string target = url[client.Host.ImageUri.GetLeftPart(UriPartial.Authority).Length..];
        Assert.Equal(location ?? target, Assert.Single(response.Headers.NonValidated["Location"]));
    }
}
