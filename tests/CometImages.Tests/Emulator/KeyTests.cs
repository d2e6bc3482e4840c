using System.Net;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class KeyTests
{
    [Theory]
    [InlineData(null, "No API key")]
    [InlineData("Basic eDp5", "malformed")]
    [InlineData("Bearer", "malformed")]
    [InlineData("Bearer two words", "malformed")]
    [InlineData("Bearer wrong", "invalid")]
    public async Task A_wrong_key_is_401_in_its_own_words_and_comes_before_all_else(string? authorization, string words)
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
    public async Task The_request_id_stands_in_the_header_of_every_answer_and_in_the_message_of_every_error()
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
