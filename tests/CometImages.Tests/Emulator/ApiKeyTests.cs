using System.Net;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData(null, "missing")]
    [InlineData("Basic eDp5", "malformed")]
    [InlineData("Bearer", "malformed")]
    [InlineData("Bearer two words", "malformed")]
    [InlineData("Bearer wrong", "invalid")]
    public async Task An_invalid_API_key_gets_401_with_the_reason_before_anything_else_is_checked(string? authorization, string words)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage request = client.Request("no JSON");
        request.Headers.Remove("Authorization");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("comet_api_error", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_scheme_is_accepted_in_any_case()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage request = client.Request("""{"model":"dall-e-3","prompt":"x"}""");
        request.Headers.Authorization = new("bearer", client.Host.Key);
        using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("bearer ***", client.Host.Journal.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Every_response_has_the_request_ID_in_a_header_and_every_error_in_its_message()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage good = await client.PostAsync("""{"model":"dall-e-3","prompt":"x"}""");
        using HttpResponseMessage bad = await client.PostAsync("{}");
        string id = Assert.Single(bad.Headers.GetValues("X-Request-Id"));
        Assert.NotEqual(id, Assert.Single(good.Headers.GetValues("X-Request-Id")));
        Assert.EndsWith(
            $"(request id: {id})", (await EmulatorClient.ErrorAsync(bad)).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(id, client.Host.Journal.Requests[1].RequestId);
    }
}
