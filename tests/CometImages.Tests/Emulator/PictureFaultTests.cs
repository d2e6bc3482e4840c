using System.Net;
using System.Text;
using CometImages.Emulator;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class PictureFaultTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SamePicture = true, PictureBytes = 20_000 });
        client.Host.Faults.Add(rule);
        return client;
    }

    [Fact]
    public async Task Expired_is_AccessDenied_once()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Expired, Route = "pictures" });
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await client.DownloadAsync(url);
    }

    [Fact]
    public async Task Endless_picture_begins_like_one()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.EndlessPicture, Route = "pictures" });
        using HttpResponseMessage response = await client.GetAsync(await client.UrlAsync());
        using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] much = new byte[10 << 20];
        await body.ReadExactlyAsync(much, Cancellation);
        Assert.Equal("PNG", Encoding.ASCII.GetString(much, 1, 3));
    }

    [Fact]
    public async Task No_range_gives_the_whole_picture()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NoRange, Route = "pictures" });
        using HttpRequestMessage request = EmulatorClient.Verbatim(HttpMethod.Get, await client.UrlAsync());
        request.Headers.Range = new(10, null);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Headers.AcceptRanges);
        Assert.Equal(20_000, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Status_is_a_storage_error_at_the_pictures()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status, Status = 503, Route = "pictures" });
        using HttpResponseMessage response = await client.GetAsync(await client.UrlAsync());
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "application/xml"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }
}
