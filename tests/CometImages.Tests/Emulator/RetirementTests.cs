using System.Net;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class RetirementTests
{
    [Theory]
    [InlineData("dall-e-2")]
    [InlineData("dall-e-3")]
    [InlineData("gpt-image-1")]
    public async Task A_retired_model_is_rejected_as_gateways_do_if_the_setting_says_so(string model)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        string request = $$"""{"model":"{{model}}","prompt":"a boat"}""";
        await client.GenerateAsync(request);
        client.Host.Settings.RejectRetiredModels = true;
        using HttpResponseMessage response = await client.PostAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.StartsWith(
            $"No available channel for model {model} under group default (distributor) (request id: ",
            error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-image-2")]
    [InlineData("grok-imagine-image")]
    [InlineData("new-model")]
    public async Task Other_models_are_not_affected(string model)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { RejectRetiredModels = true });
        await client.GenerateAsync($$"""{"model":"{{model}}","prompt":"a boat"}""");
    }

    [Theory]
    [InlineData("/api/models")]
    [InlineData("/v1/models")]
    public async Task A_rejected_model_is_not_listed(string path)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        Assert.Contains("dall-e-3", await ListAsync());
        client.Host.Settings.RejectRetiredModels = true;
        string?[] listed = await ListAsync();
        Assert.DoesNotContain("dall-e-3", listed);
        Assert.Contains("gpt-image-2", listed);

        async Task<string?[]> ListAsync()
        {
            using HttpRequestMessage request = client.Request("");
            (request.Method, request.RequestUri, request.Content) = (HttpMethod.Get, new Uri(client.Host.BaseUri, path), null);
            using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
            JsonElement json = await EmulatorClient.JsonAsync(response);
            JsonElement models = json.GetProperty("data");
            if (json.TryGetProperty("total", out JsonElement total))
                Assert.Equal(models.GetArrayLength(), total.GetInt32());
            return [.. models.EnumerateArray().Select(model => model.GetProperty("id").GetString())];
        }
    }
}
