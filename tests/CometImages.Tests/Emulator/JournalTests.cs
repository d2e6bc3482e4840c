using System.Net;
using System.Text.Json;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class JournalTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_contains_everything_that_was_sent()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        const string Body = """{"model":"dall-e-3","prompt":"a boat, ⛵"}""";
        using HttpRequestMessage request = client.Request(Body);
        request.RequestUri = EmulatorClient.Exactly($"http://127.0.0.1:{client.Host.BaseUri.Port}{EmulatorClient.GenerationsPath}?a=%41");
        request.Headers.UserAgent.ParseAdd("Sailor/1.0");
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);

        JournalEntry entry = Assert.Single(client.Host.Journal.Requests);
        Assert.Equal(
            (1, "generations", "POST", EmulatorClient.GenerationsPath + "?a=%41"),
            (entry.Sequence, entry.Route, entry.Method, entry.RawTarget));
        Assert.Equal(Body, entry.Body);
        Assert.Equal("dall-e-3", entry.Model);
        Assert.Equal("Sailor/1.0", entry.Headers["user-agent"]);
        Assert.Equal("Bearer ***", entry.Headers["Authorization"]);
        Assert.True(entry.HasKey);
        Assert.Equal(200, entry.Status);
        Assert.Null(entry.Fault);
        Assert.Equal(client.Host.BaseUri.Port, entry.Port);
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].EndedAt >= entry.StartedAt);
        Assert.False(client.Host.Journal.Requests[0].ClientAborted);
    }

    [Fact]
    public async Task The_journal_does_not_contain_the_API_key()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string key = client.Host.Key;
        using HttpRequestMessage request = client.Request($$"""{"model":"dall-e-3","prompt":"{{key}}"}""");
        request.Headers.TryAddWithoutValidation("X-Extra", $"a {key} b");
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        using HttpResponseMessage quota = await client.GetAsync(new Uri(client.Host.BaseUri, $"/user/quota?key={key}").ToString());
        using HttpResponseMessage mistyped = await client.GetAsync(
            new Uri(client.Host.BaseUri, "/user/quota?start_date=x&key=mistyped").ToString());
        using HttpRequestMessage other = client.Request("{}", "sk-of-another-house");
        using HttpResponseMessage rejected = await client.Http.SendAsync(other, Cancellation);

        string journal = JsonSerializer.Serialize(client.Host.Journal.Requests);
        Assert.DoesNotContain(key, journal, StringComparison.Ordinal);
        Assert.DoesNotContain("mistyped", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("another-house", journal, StringComparison.Ordinal);
        Assert.Equal([true, true, false, false], client.Host.Journal.Requests.Select(entry => entry.HasKey));
        Assert.Equal("(other)", client.Host.Journal.Requests[3].Headers["Authorization"]);
        Assert.Equal("/user/quota?key=***", client.Host.Journal.Requests[1].RawTarget);
        string overHttp = await client.Http.GetStringAsync(new Uri(client.Host.BaseUri, "/emulator/requests"), Cancellation);
        Assert.DoesNotContain(key, overHttp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_and_the_images_are_known_before_the_response_is_complete()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { ImageBytes = 50_000 });
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.StallBody, AfterBytes = 10 });
        using HttpResponseMessage response = await client.PostAsync("""{"model":"gpt-image-1","prompt":"x","n":2}""");
        JournalEntry entry = client.Host.Journal.Requests[0];
        Assert.Equal((200, 2, "stall-body"), (entry.Status, entry.Images.Count, entry.Fault));
        Assert.Null(entry.EndedAt);
    }

    [Fact]
    public async Task Long_bodies_are_truncated_and_a_cleared_journal_continues_its_numbers()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        using HttpResponseMessage response = await client.PostAsync(
            $$"""{"model":"new-model","prompt":"x","size":"1x1","more":"{{new string('y', 200_000)}}"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string body = client.Host.Journal.Requests[0].Body;
        Assert.InRange(body.Length, 65_536, 65_700);
        Assert.EndsWith("bytes]", body, StringComparison.Ordinal);

        client.Host.Journal.Clear();
        Assert.Empty(client.Host.Journal.Requests);
        await client.UrlAsync();
        Assert.Equal(2, client.Host.Journal.Requests[0].Sequence);
    }

    [Fact]
    public async Task Unknown_paths_are_in_the_journal_and_control_endpoints_are_not()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage wrong = await client.GetAsync(new Uri(client.Host.BaseUri, "/v1/nothing").ToString());
        using HttpResponseMessage control = await client.GetAsync(new Uri(client.Host.BaseUri, "/emulator/requests").ToString());
        Assert.Equal("other", Assert.Single(client.Host.Journal.Requests).Route);
    }
}
