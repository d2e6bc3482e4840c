using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ImageUrlTests
{
    static readonly string[] Fragile = ["%2B", "%20", "%7E", "%E2%82%AC", "|", "&", ".webp?"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_URL_works_exactly_as_issued()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { VerbatimUrls = true });
        string url = await client.UrlAsync();
        Assert.All(Fragile, part => Assert.Contains(part, url, StringComparison.Ordinal));

        using HttpResponseMessage response = await client.GetAsync(url);
        byte[] image = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal("image/webp", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(image.Length, response.Content.Headers.ContentLength);
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        JournalEntry made = client.Host.Journal.Requests[0];
        JournalEntry read = client.Host.Journal.Requests[1];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(image)), Assert.Single(read.Images));
        Assert.Equal(made.Images, read.Images);
        Assert.Equal("images", read.Route);
        Assert.Equal(client.Host.ImageUri.Port, read.Port);
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
    public async Task Any_other_spelling_is_denied_if_the_setting_says_so(string given, string spelled)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { VerbatimUrls = true });
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url.Replace(given, spelled, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<Code>AccessDenied</Code>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%2B", "%2b")]
    [InlineData("%7E", "~")]
    [InlineData("%E2%82%AC", "%e2%82%ac")]
    [InlineData("boat", "%62oat")]
    public async Task A_URL_is_a_valid_URI_whose_equivalent_spellings_work(string given, string spelled)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        Assert.Matches("^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$", url);
        Assert.Contains(given, url, StringComparison.Ordinal);
        using HttpResponseMessage normalized = await client.Http.GetAsync(new Uri(url), Cancellation);
        Assert.Equal(HttpStatusCode.OK, normalized.StatusCode);
        using HttpResponseMessage equivalent = await client.GetAsync(url.Replace(given, spelled, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, equivalent.StatusCode);
    }

    [Theory]
    [InlineData("%2B", "+")]
    [InlineData("%20", "+")]
    [InlineData("%3D", "=")]
    [InlineData("&", "&amp;")]
    [InlineData("?", "?a=b&")]
    public async Task A_URL_with_another_meaning_is_denied(string given, string spelled)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url.Replace(given, spelled, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_request_without_an_HTTP_client_works()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using RawConnection connection = await RawConnection.GetImageAsync(client, url);
        (string text, _) = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_URL_is_denied()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        client.Host.Settings.UrlLifetimeSeconds = 0;
        using HttpResponseMessage response = await client.GetAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_range_continues_a_download_and_If_Range_restarts_it_if_the_image_differs()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage whole = await client.GetAsync(url);
        byte[] image = await whole.Content.ReadAsByteArrayAsync(Cancellation);

        using HttpRequestMessage rest = EmulatorClient.Verbatim(HttpMethod.Get, url);
        rest.Headers.Range = new RangeHeaderValue(1000, null);
        rest.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
        using HttpResponseMessage part = await client.Http.SendAsync(rest, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(image[1000..], await part.Content.ReadAsByteArrayAsync(Cancellation));

        using HttpRequestMessage other = EmulatorClient.Verbatim(HttpMethod.Get, url);
        other.Headers.Range = new RangeHeaderValue(1000, null);
        other.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        using HttpResponseMessage again = await client.Http.SendAsync(other, Cancellation);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(image, await again.Content.ReadAsByteArrayAsync(Cancellation));

        using HttpRequestMessage beyond = EmulatorClient.Verbatim(HttpMethod.Get, url);
        beyond.Headers.Range = new RangeHeaderValue(image.Length, null);
        using HttpResponseMessage none = await client.Http.SendAsync(beyond, Cancellation);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, none.StatusCode);
    }

    [Fact]
    public async Task HEAD_returns_only_the_headers()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage head = EmulatorClient.Verbatim(HttpMethod.Head, await client.UrlAsync());
        using HttpResponseMessage response = await client.Http.SendAsync(head, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task The_ports_serve_different_resources()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        using HttpResponseMessage atApi = await client.GetAsync(
            url.Replace($":{client.Host.ImageUri.Port}/", $":{client.Host.BaseUri.Port}/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.MovedPermanently, atApi.StatusCode);
        using HttpRequestMessage request = client.Request("{}");
        request.RequestUri = new Uri(client.Host.ImageUri, EmulatorClient.GenerationsPath);
        using HttpResponseMessage atImages = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, atImages.StatusCode);
    }

    [Fact]
    public async Task The_journal_shows_an_API_key_that_was_sent_to_the_image_server()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync();
        await client.DownloadAsync(url);
        using HttpRequestMessage request = EmulatorClient.Verbatim(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Host.Key);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal([false, true], client.Host.Journal.Requests.Where(entry => entry.Route == "images").Select(entry => entry.HasKey));
    }
}
