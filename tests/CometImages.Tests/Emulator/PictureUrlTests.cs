using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CometImages.Emulator;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class PictureUrlTests
{
    static readonly string[] Spoilable = ["%2B", "%20", "%7E", "%E2%82%AC", "|", "&", ".webp?"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_URL_has_what_escaping_spoils_and_works_exactly_as_given()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        Assert.All(Spoilable, part => Assert.Contains(part, url, StringComparison.Ordinal));

        using HttpResponseMessage response = await client.GetAsync(url);
        byte[] picture = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal("image/webp", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(picture.Length, response.Content.Headers.ContentLength);
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        JournalEntry made = client.Host.Journal.Requests[0];
        JournalEntry read = client.Host.Journal.Requests[1];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), Assert.Single(read.Pictures));
        Assert.Equal(made.Pictures, read.Pictures);
        Assert.Equal("pictures", read.Route);
        Assert.Equal(client.Host.PictureUri.Port, read.Port);
        Assert.EndsWith(read.RawTarget, url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%2B", "%2b")]
    [InlineData("%2B", "+")]
    [InlineData("%20", "+")]
    [InlineData("%7E", "~")]
    [InlineData("%E2%82%AC", "%e2%82%ac")]
    [InlineData("|", "%7C")]
    [InlineData("&", "&amp;")]
    [InlineData("?", "?a=b&")]
    public async Task Any_other_spelling_is_AccessDenied(string given, string spelled)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url.Replace(given, spelled, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<Code>AccessDenied</Code>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_request_line_reaches_it_too()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using RawConnection connection = await RawConnection.GetPictureAsync(client, url);
        (string text, _) = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_time_a_URL_is_AccessDenied()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        client.Host.Settings.UrlLifetimeSeconds = 0;
        using HttpResponseMessage response = await client.GetAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Ranges_continue_what_was_begun_and_If_Range_starts_over_when_it_is_another_picture()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage whole = await client.GetAsync(url);
        byte[] picture = await whole.Content.ReadAsByteArrayAsync(Cancellation);

        using HttpRequestMessage rest = EmulatorClient.Verbatim(HttpMethod.Get, url);
        rest.Headers.Range = new RangeHeaderValue(1000, null);
        rest.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
        using HttpResponseMessage part = await client.Http.SendAsync(rest, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(picture[1000..], await part.Content.ReadAsByteArrayAsync(Cancellation));

        using HttpRequestMessage other = EmulatorClient.Verbatim(HttpMethod.Get, url);
        other.Headers.Range = new RangeHeaderValue(1000, null);
        other.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        using HttpResponseMessage again = await client.Http.SendAsync(other, Cancellation);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(picture, await again.Content.ReadAsByteArrayAsync(Cancellation));

        using HttpRequestMessage beyond = EmulatorClient.Verbatim(HttpMethod.Get, url);
        beyond.Headers.Range = new RangeHeaderValue(picture.Length, null);
        using HttpResponseMessage none = await client.Http.SendAsync(beyond, Cancellation);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, none.StatusCode);
    }

    [Fact]
    public async Task HEAD_gives_the_headers_alone()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage head = EmulatorClient.Verbatim(HttpMethod.Head, await client.UrlAsync());
        using HttpResponseMessage response = await client.Http.SendAsync(head, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Neither_port_serves_what_belongs_to_the_other()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage atApi = await client.GetAsync(
            url.Replace($":{client.Host.PictureUri.Port}/", $":{client.Host.BaseUri.Port}/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.MovedPermanently, atApi.StatusCode);
        using HttpRequestMessage request = client.Request("{}");
        request.RequestUri = new Uri(client.Host.PictureUri, EmulatorClient.GenerationsPath);
        using HttpResponseMessage atPictures = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, atPictures.StatusCode);
    }

    [Fact]
    public async Task A_key_that_goes_to_the_pictures_is_seen()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        await client.DownloadAsync(url);
        using HttpRequestMessage request = EmulatorClient.Verbatim(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Host.Key);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal([false, true], client.Host.Journal.Requests.Where(entry => entry.Route == "pictures").Select(entry => entry.HasKey));
    }
}
