using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ControlTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(
        EmulatorClient client, HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(client.Host.BaseUri, path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        return (
            response.StatusCode,
            response.StatusCode == HttpStatusCode.NoContent
                ? default
                : await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    [Fact]
    public async Task Rules_are_added_one_at_a_time_or_as_an_array_and_removed_together()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await SendAsync(client, HttpMethod.Post, "/emulator/faults", """{"fault":"respond","status":429,"headers":{"Retry-After":"2"},"count":3}""");
        (HttpStatusCode status, JsonElement list) = await SendAsync(
            client, HttpMethod.Post, "/emulator/faults", """[{"fault":"cut"},{"fault":"no-range","route":"images"}]""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(3, list.GetProperty("active").GetArrayLength());
        Assert.Equal(FaultPlan.KnownFaults, list.GetProperty("known").EnumerateArray().Select(known => known.GetProperty("fault").GetString()));
        Assert.All(list.GetProperty("known").EnumerateArray(), known => Assert.NotEmpty(known.GetProperty("description").GetString()!));

        using HttpResponseMessage hit = await client.PostAsync("""{"model":"dall-e-3","prompt":"x"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, hit.StatusCode);
        (_, list) = await SendAsync(client, HttpMethod.Get, "/emulator/faults");
        Assert.Equal(1, list.GetProperty("active")[0].GetProperty("hits").GetInt32());

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(client, HttpMethod.Delete, "/emulator/faults")).Status);
        Assert.Empty(client.Host.Faults.Rules);
    }

    [Theory]
    [InlineData("""{"fault":"earthquake"}""", "earthquake")]
    [InlineData("""{"fault":"cut","afterByte":2}""", "afterByte")]
    [InlineData("""{"status":500}""", "fault")]
    [InlineData("""[{"fault":"cut"},{"fault":"nothing"}]""", "nothing")]
    [InlineData("null", "object")]
    [InlineData("{", "")]
    public async Task An_invalid_rule_gets_400_with_the_reason_and_adds_nothing(string json, string reason)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        (HttpStatusCode status, JsonElement error) = await SendAsync(client, HttpMethod.Post, "/emulator/faults", json);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, error.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(client.Host.Faults.Rules);
    }

    [Fact]
    public async Task Only_the_named_settings_change()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Indented = true });
        (_, JsonElement now) = await SendAsync(
            client,
            HttpMethod.Patch,
            "/emulator/settings",
            """{"latencyMs":5,"created":12,"usageShape":"prompt","maxConcurrentRetryAfter":"9"}""");
        EmulatorSettings settings = client.Host.Settings;
        Assert.Equal(
            (5, 12L, UsageShape.Prompt, "9", true),
            (settings.LatencyMs, settings.Created, settings.UsageShape, settings.MaxConcurrentRetryAfter, settings.Indented));
        Assert.Equal("prompt", now.GetProperty("usageShape").GetString());
        (_, now) = await SendAsync(client, HttpMethod.Patch, "/emulator/settings", """{"created":null,"usageShape":null}""");
        Assert.Equal((null, null), (client.Host.Settings.Created, client.Host.Settings.UsageShape));
        Assert.Equal(JsonValueKind.Null, now.GetProperty("created").ValueKind);
    }

    [Theory]
    [InlineData("""{"latencyMs":5,"speed":1}""", "speed")]
    [InlineData("""{"latencyMs":5,"maxConcurrent":-1}""", "maxConcurrent")]
    [InlineData("""{"latencyMs":5,"maxConcurrent":"two"}""", "maxConcurrent")]
    [InlineData("""{"latencyMs":5,"usageShape":"round"}""", "usageShape")]
    [InlineData("[]", "object")]
    public async Task An_invalid_setting_gets_400_with_the_reason_and_changes_nothing(string json, string reason)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        (HttpStatusCode status, JsonElement error) = await SendAsync(client, HttpMethod.Patch, "/emulator/settings", json);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, error.GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, client.Host.Settings.LatencyMs);
    }

    [Fact]
    public async Task The_journal_is_read_and_cleared_over_HTTP()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.UrlAsync();
        (_, JsonElement requests) = await SendAsync(client, HttpMethod.Get, "/emulator/requests");
        Assert.Equal("generations", requests[0].GetProperty("route").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(client, HttpMethod.Delete, "/emulator/requests")).Status);
        Assert.Empty(client.Host.Journal.Requests);
    }

    [Fact]
    public async Task The_front_page_describes_every_fault_and_setting_without_the_API_key()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string page = await client.Http.GetStringAsync(new Uri(client.Host.BaseUri, "/"), Cancellation);
        Assert.All(FaultPlan.KnownFaults, name => Assert.Contains($"<td>{name}</td>", page, StringComparison.Ordinal));
        Assert.Contains("<td>urlLifetimeSeconds</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Host.Key, page, StringComparison.Ordinal);
    }
}
