using System.Net;
using System.Text;
using System.Text.Json;
using CometImages.Emulator;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class AnswerFaultTests
{
    const string Request = """{"model":"gpt-image-1","prompt":"a boat","n":3}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SamePicture = true, PictureBytes = 20_000 });
        client.Host.Faults.Add(rule);
        return client;
    }

    static async Task<byte[]> BytesAsync(EmulatorClient client)
    {
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Cancellation);
    }

    [Theory]
    [InlineData(400, null, "invalid_request")]
    [InlineData(400, "content_policy_violation", "content_policy_violation")]
    [InlineData(401, null, "invalid_api_key")]
    [InlineData(403, "insufficient_user_quota", "insufficient_user_quota")]
    [InlineData(429, null, "rate_limit_exceeded")]
    [InlineData(500, null, "")]
    [InlineData(500, "invalid_request", "invalid_request")]
    [InlineData(504, null, "gateway_timeout")]
    [InlineData(524, null, "origin_timeout")]
    [InlineData(418, null, "")]
    public async Task Status_comes_in_the_envelope(int status, string? code, string expected)
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.Status, Status = status, Code = code, RetryAfter = "7", Param = "p" });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("7", Assert.Single(response.Headers.GetValues("Retry-After")));
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(expected, error.GetProperty("code").GetString());
        Assert.Equal("p", error.GetProperty("param").GetString());
        Assert.Contains("(request id: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_takes_words_of_its_own()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status, Message = "Own words.", Type = "own_type" });
        using HttpResponseMessage response = await client.PostAsync(Request);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.StartsWith("Own words. (request id: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("own_type", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_502_is_a_page_of_HTML()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status, Status = 502 });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Html_stands_where_JSON_should()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Html });
        Assert.StartsWith("<!doctype html>", Encoding.UTF8.GetString(await BytesAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_points_where_the_rule_says()
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.Redirect, Status = 307, Location = "https://example.org/x" });
        client.Host.Faults.Add(new() { Fault = FaultNames.Redirect });
        client.Host.Faults.Add(new() { Fault = FaultNames.Redirect, Route = "pictures" });
        using HttpResponseMessage own = await client.PostAsync(Request);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "https://example.org/x"), (own.StatusCode, own.Headers.Location!.ToString()));
        using HttpResponseMessage usual = await client.PostAsync(Request);
        Assert.Equal((HttpStatusCode.MovedPermanently, "/"), (usual.StatusCode, usual.Headers.Location!.ToString()));
        string url = await client.UrlAsync();
        using HttpResponseMessage picture = await client.GetAsync(url);
        Assert.EndsWith(Assert.Single(picture.Headers.NonValidated["Location"]), url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_in_200_is_the_envelope_under_a_good_status()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ErrorIn200, Code = "moderation_blocked" });
        Assert.Equal(
            "moderation_blocked", JsonElement.Parse(await BytesAsync(client)).GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(FaultNames.Endless, ' ')]
    [InlineData(FaultNames.EndlessString, 'A')]
    public async Task Endless_goes_on_until_the_client_leaves(string fault, char filler)
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = fault });
        using (HttpResponseMessage response = await client.PostAsync(Request))
        {
            using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
            byte[] much = new byte[10 << 20];
            await body.ReadExactlyAsync(much, Cancellation);
            Assert.Equal(filler, (char)much[^1]);
        }

        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].ClientAborted);
    }

    [Fact]
    public async Task Broken_json_is_broken_behind_all_pictures()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BrokenJson });
        byte[] body = await BytesAsync(client);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
        int at = body.AsSpan().LastIndexOf("}!}"u8) + 1;
        body[at] = (byte)']';
        Assert.Equal(3, JsonElement.Parse(body).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Broken_json_can_be_broken_anywhere()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BrokenJson, AfterBytes = 40_000 });
        Assert.Equal((byte)'!', (await BytesAsync(client))[40_000]);
    }

    [Fact]
    public async Task Bad_utf8_is_JSON_but_no_text()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BadUtf8 });
        byte[] body = await BytesAsync(client);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
        Assert.Equal(3, JsonElement.Parse(Encoding.UTF8.GetString(body)).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Bom_comes_first()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Bom });
        byte[] body = await BytesAsync(client);
        Assert.True(body.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.Equal(3, JsonElement.Parse(body.AsSpan(3)).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Many_members_are_a_million()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ManyMembers });
        byte[] body = await BytesAsync(client);
        Assert.True(body.AsSpan().IndexOf("\"m999999\":0,"u8) > 10_000_000);
        Assert.True(body.AsSpan().IndexOf("\"data\""u8) > 10_000_000);
    }

    [Fact]
    public async Task Empty_data_and_null_data_have_no_pictures()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.EmptyData });
        client.Host.Faults.Add(new() { Fault = FaultNames.NullData });
        Assert.Equal(0, (await client.GenerateAsync(Request)).GetProperty("data").GetArrayLength());
        JsonElement items = (await client.GenerateAsync(Request)).GetProperty("data");
        Assert.All(items.EnumerateArray(), item => Assert.Equal("""{"url":null,"b64_json":null}""", item.GetRawText()));
    }

    [Fact]
    public async Task Fewer_is_one_fewer_but_never_none()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Fewer, Count = 2 });
        Assert.Equal(2, (await client.GenerateAsync(Request)).GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await client.GenerateAsync("""{"model":"gpt-image-1","prompt":"a boat"}""")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Bad_base64_spoils_the_second_picture_alone()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BadBase64 });
        JsonElement[] items = [.. (await client.GenerateAsync(Request)).GetProperty("data").EnumerateArray()];
        Assert.Equal([true, false, true], items.Select(item => item.GetProperty("b64_json").TryGetBytesFromBase64(out _)));
        Assert.All(
            (await client.GenerateAsync(Request)).GetProperty("data").EnumerateArray(),
            item => item.GetProperty("b64_json").GetBytesFromBase64());
    }

    [Fact]
    public async Task Duplicate_base64_stands_twice_in_every_item()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.DuplicateBase64 });
        JsonElement items = (await client.GenerateAsync(Request)).GetProperty("data");
        Assert.All(items.EnumerateArray(), item => Assert.Equal(2, item.EnumerateObject().Count(member => member.Name == "b64_json")));
    }

    [Fact]
    public async Task Not_an_image_is_HTML_in_base64_and_at_a_URL()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NotAnImage });
        client.Host.Faults.Add(new() { Fault = FaultNames.NotAnImage, Route = "pictures" });
        string inline = Encoding.UTF8.GetString(await client.PictureAsync(Request));
        Assert.StartsWith("<!doctype html>", inline, StringComparison.Ordinal);
        using HttpResponseMessage picture = await client.GetAsync(await client.UrlAsync());
        Assert.Equal("image/webp", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(inline, await picture.Content.ReadAsStringAsync(Cancellation));
    }
}
