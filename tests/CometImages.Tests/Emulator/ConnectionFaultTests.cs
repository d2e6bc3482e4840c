using System.Diagnostics;
using System.Net;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ConnectionFaultTests
{
    const string Request = """{"model":"gpt-image-1","prompt":"a boat"}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        client.Host.Faults.Add(rule);
        return client;
    }

    static (long Length, string Body) Split(string response)
    {
        string[] halves = response.Split("\r\n\r\n", 2);
        string? length = halves[0].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return (length is null ? -1 : long.Parse(length.AsSpan("Content-Length: ".Length), null), halves[1]);
    }

    [Fact]
    public async Task Delay_continues_normally()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Delay, DelayMs = 200 });
        long start = Stopwatch.GetTimestamp();
        await client.GenerateAsync(Request);
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(190));
        Assert.Equal("delay", client.Host.Journal.Requests[0].Fault);
    }

    [Fact]
    public async Task Any_fault_can_be_delayed()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Status = 503, DelayMs = 200 });
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(190));
    }

    [Fact]
    public async Task Stall_sends_nothing_until_the_client_leaves()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Stall });
        using (RawConnection connection = await RawConnection.GenerateAsync(client, Request))
            Assert.Empty(await connection.ReadUntilQuietAsync());
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0] is { ClientAborted: true, Status: 0, EndedAt: not null });
    }

    [Fact]
    public async Task Stall_body_sends_the_specified_bytes_and_keeps_the_connection_open()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.StallBody, AfterBytes = 1000 });
        using (RawConnection connection = await RawConnection.GenerateAsync(client, Request))
            Assert.Equal(1000, Split(await connection.ReadUntilQuietAsync(atLeast: 1100)).Body.Length);
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0] is { ClientAborted: true, Status: 200 });
    }

    [Theory]
    [InlineData(1000L)]
    [InlineData(null)]
    public async Task Cut_closes_the_connection_before_the_end_without_a_reset(long? afterBytes)
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Cut, AfterBytes = afterBytes });
        using RawConnection connection = await RawConnection.GenerateAsync(client, Request);
        (string text, bool reset) = await connection.ReadToEndAsync();
        (long length, string body) = Split(text);
        Assert.False(reset);
        Assert.Equal(afterBytes ?? length / 2, body.Length);
        Assert.False(client.Host.Journal.Requests[0].ClientAborted);
    }

    [Fact]
    public async Task Cut_sends_a_part_of_the_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Cut, Route = "images", AfterBytes = 5000 });
        string url = await client.UrlAsync();
        using HttpResponseMessage response = await client.GetAsync(url);
        using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] part = new byte[5000];
        await body.ReadExactlyAsync(part, Cancellation);
        await Assert.ThrowsAnyAsync<IOException>(() => body.ReadAsync(new byte[1], Cancellation).AsTask());
        Assert.Equal(part, (await client.DownloadAsync(url))[..5000]);
    }

    [Fact]
    public async Task Cut_clean_ends_the_body_properly()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.CutClean });
        using HttpResponseMessage response = await client.PostAsync(Request);
        Assert.True(response.Headers.TransferEncodingChunked);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.StartsWith("{\"created\":", body, StringComparison.Ordinal);
        Assert.DoesNotContain("}]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trickle_sends_the_body_at_the_specified_speed()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Trickle, BytesPerSecond = 4000, Route = "models" });
        using HttpRequestMessage request = client.Request("");
        (request.Method, request.RequestUri, request.Content) = (HttpMethod.Get, new Uri(client.Host.BaseUri, "/v1/models"), null);
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        int length = (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length;
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds > 0.7 * length / 4000);
    }

    [Fact]
    public async Task Reset_before_headers_sends_nothing()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.ResetBeforeHeaders });
        using RawConnection connection = await RawConnection.GenerateAsync(client, Request);
        Assert.Equal(("", true), await connection.ReadToEndAsync());
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].EndedAt is not null);
        Assert.Equal((0, false), (client.Host.Journal.Requests[0].Status, client.Host.Journal.Requests[0].ClientAborted));
        Assert.Equal(Request, client.Host.Journal.Requests[0].Body);
    }

    [Theory]
    [InlineData("generations", 0)]
    [InlineData("generations", 700)]
    [InlineData("images", 700)]
    public async Task Reset_after_headers_sends_the_status_and_resets(string route, int afterBytes)
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.ResetAfterHeaders, Route = route, AfterBytes = afterBytes });
        using RawConnection connection = route == "images"
            ? await RawConnection.GetImageAsync(client, await client.UrlAsync())
            : await RawConnection.GenerateAsync(client, Request);
        (string text, bool reset) = await connection.ReadToEndAsync();
        Assert.True(reset);
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
        Assert.Equal(afterBytes, Split(text).Body.Length);
    }

    [Fact]
    public async Task No_length_is_chunked()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NoLength, Route = "images" });
        using HttpResponseMessage response = await client.GetAsync(await client.UrlAsync());
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Wrong_content_type_sends_the_correct_body()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.WrongContentType });
        client.Host.Faults.Add(new() { Fault = FaultNames.WrongContentType, Route = "images", Headers = { ["Content-Type"] = "application/octet-stream" } });
        using HttpResponseMessage response = await client.PostAsync("""{"model":"dall-e-3","prompt":"a boat"}""");
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        string url = (await EmulatorClient.JsonAsync(response)).GetProperty("data")[0].GetProperty("url").GetString()!;
        using HttpResponseMessage image = await client.GetAsync(url);
        Assert.Equal("application/octet-stream", image.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task No_request_id_is_in_neither_the_header_nor_the_message()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.NoRequestId });
        using HttpResponseMessage response = await client.PostAsync("""{"model":"dall-e-3","prompt":"a boat","n":3}""");
        Assert.False(response.Headers.Contains("X-Request-Id"));
        Assert.DoesNotContain(
            "request id", (await EmulatorClient.ErrorAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
