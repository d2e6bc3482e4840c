using System.Net;
using System.Text;
using System.Text.Json;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ResponseFaultTests
{
    const string Request = """{"model":"gpt-image-1","prompt":"a boat","n":3}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true, ImageBytes = 20_000 });
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
    [InlineData(502, null, "bad_gateway")]
    [InlineData(504, null, "gateway_timeout")]
    [InlineData(524, null, "origin_timeout")]
    [InlineData(418, null, "")]
    [InlineData(200, "moderation_blocked", "moderation_blocked")]
    public async Task Respond_sends_the_documented_error_for_a_status_and_a_code(int status, string? code, string expected)
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.Respond, Status = status, Code = code, Headers = { ["Retry-After"] = "7" }, Param = "p" });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("7", Assert.Single(response.Headers.GetValues("Retry-After")));
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(expected, error.GetProperty("code").GetString());
        Assert.Equal("p", error.GetProperty("param").GetString());
        Assert.Contains("(request id: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Respond_sends_the_specified_message_and_type()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Message = "My message.", Type = "own_type" });
        using HttpResponseMessage response = await client.PostAsync(Request);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.StartsWith("My message. (request id: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("own_type", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Respond_sends_the_specified_status_headers_and_body()
    {
        await using EmulatorClient client = await WithAsync(new()
        {
            Fault = FaultNames.Respond,
            Status = 307,
            Headers = { ["Location"] = "/", ["Content-Type"] = "text/html" },
            Body = "<!doctype html>",
        });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/"), (response.StatusCode, response.Headers.Location!.ToString()));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("<!doctype html>", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Headers_replace_those_of_any_response()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Bom, Headers = { ["content-type"] = "text/csv", ["X-Own"] = "1" } });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("X-Own")));
    }

    [Theory]
    [InlineData(FaultNames.Endless, ' ')]
    [InlineData(FaultNames.EndlessString, 'A')]
    public async Task Endless_responses_continue_until_the_client_leaves(string fault, char filler)
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = fault });
        using (HttpResponseMessage response = await client.PostAsync(Request))
        {
            using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
            byte[] bytes = new byte[10 << 20];
            await body.ReadExactlyAsync(bytes, Cancellation);
            Assert.Equal(filler, (char)bytes[^1]);
        }

        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].ClientAborted);
    }

    [Fact]
    public async Task Broken_json_is_broken_after_all_images()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BrokenJson });
        byte[] body = await BytesAsync(client);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
        int at = body.AsSpan().LastIndexOf("}!}"u8) + 1;
        body[at] = (byte)']';
        Assert.Equal(3, JsonElement.Parse(body).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Broken_json_is_broken_at_the_specified_byte()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BrokenJson, AfterBytes = 40_000 });
        Assert.Equal((byte)'!', (await BytesAsync(client))[40_000]);
    }

    [Fact]
    public async Task Bad_utf8_is_valid_JSON_but_not_valid_text()
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
    public async Task Many_members_inserts_a_million_members()
    {
        Assert.SkipWhen(Wine.IsPresent, Wine.NoLargeWrites);
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ManyMembers });
        byte[] body = await BytesAsync(client);
        Assert.True(body.AsSpan().IndexOf("\"m999999\":0,"u8) > 10_000_000);
        Assert.True(body.AsSpan().IndexOf("\"data\""u8) > 10_000_000);
    }

    [Fact]
    public async Task Empty_data_and_null_data_have_no_images()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.EmptyData });
        client.Host.Faults.Add(new() { Fault = FaultNames.NullData });
        Assert.Equal(0, (await client.GenerateAsync(Request)).GetProperty("data").GetArrayLength());
        JsonElement items = (await client.GenerateAsync(Request)).GetProperty("data");
        Assert.All(items.EnumerateArray(), item => Assert.Equal("""{"b64_json":null,"url":null}""", item.GetRawText()));
    }

    [Fact]
    public async Task Fewer_sends_one_image_fewer_but_at_least_one()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Fewer, Count = 2 });
        Assert.Equal(2, (await client.GenerateAsync(Request)).GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await client.GenerateAsync("""{"model":"gpt-image-1","prompt":"a boat"}""")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Item_error_replaces_only_the_second_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ItemError });
        JsonElement[] items = [.. (await client.GenerateAsync(Request)).GetProperty("data").EnumerateArray()];
        Assert.Equal([true, false, true], items.Select(item => item.TryGetProperty("b64_json", out _)));
        JsonElement error = items[1].GetProperty("error");
        Assert.Equal("OutputImageSensitiveContentDetected", error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Validation_detail_has_no_error_object()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ValidationDetail });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        JsonElement json = await EmulatorClient.JsonAsync(response);
        Assert.False(json.TryGetProperty("error", out _));
        Assert.Equal("Input should be a valid string", json.GetProperty("detail")[0].GetProperty("msg").GetString());
    }

    [Fact]
    public async Task Bad_base64_breaks_only_the_second_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.BadBase64 });
        JsonElement[] items = [.. (await client.GenerateAsync(Request)).GetProperty("data").EnumerateArray()];
        Assert.Equal([true, false, true], items.Select(item => item.GetProperty("b64_json").TryGetBytesFromBase64(out _)));
        Assert.All(
            (await client.GenerateAsync(Request)).GetProperty("data").EnumerateArray(),
            item => item.GetProperty("b64_json").GetBytesFromBase64());
    }

    [Fact]
    public async Task Duplicate_base64_is_in_every_item_twice()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.DuplicateBase64 });
        JsonElement items = (await client.GenerateAsync(Request)).GetProperty("data");
        Assert.All(items.EnumerateArray(), item => Assert.Equal(2, item.EnumerateObject().Count(member => member.Name == "b64_json")));
    }

    [Fact]
    public async Task Not_an_image_sends_HTML_in_base64_and_at_a_URL()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NotAnImage });
        client.Host.Faults.Add(new() { Fault = FaultNames.NotAnImage, Route = "images" });
        string inline = Encoding.UTF8.GetString(await client.ImageAsync(Request));
        Assert.StartsWith("<!doctype html>", inline, StringComparison.Ordinal);
        using HttpResponseMessage image = await client.GetAsync(await client.UrlAsync());
        Assert.Equal("image/webp", image.Content.Headers.ContentType!.MediaType);
        Assert.Equal(inline, await image.Content.ReadAsStringAsync(Cancellation));
    }
}
