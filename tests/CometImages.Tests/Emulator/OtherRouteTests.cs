using System.Net;
using System.Text.Json;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class OtherRouteTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Task<HttpResponseMessage> GetAsync(EmulatorClient client, string path) =>
        client.GetAsync(new Uri(client.Host.BaseUri, path).ToString());

    static async Task<HttpResponseMessage> SendAsync(EmulatorClient client, HttpMethod method, string path)
    {
        using HttpRequestMessage request = client.Request("{}");
        (request.Method, request.RequestUri) = (method, new Uri(client.Host.BaseUri, path));
        return await client.Http.SendAsync(request, Cancellation);
    }

    [Fact]
    public async Task The_list_of_models_requires_the_API_key_and_the_catalog_does_not()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage rejected = await GetAsync(client, "/v1/models");
        Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
        using HttpRequestMessage request = client.Request("");
        (request.Method, request.RequestUri, request.Content) = (HttpMethod.Get, new Uri(client.Host.BaseUri, "/v1/models"), null);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        JsonElement list = await EmulatorClient.JsonAsync(response);
        Assert.Equal("list", list.GetProperty("object").GetString());

        using HttpResponseMessage open = await GetAsync(client, "/api/models");
        JsonElement catalog = await EmulatorClient.JsonAsync(open);
        Assert.True(catalog.GetProperty("success").GetBoolean());
        Assert.Equal(catalog.GetProperty("total").GetInt32(), catalog.GetProperty("data").GetArrayLength());
        Assert.Equal(
            catalog.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()),
            list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()));
        Assert.Contains(catalog.GetProperty("data").EnumerateArray(), model => model.GetProperty("model_type").GetString() != "image");
        Assert.Contains(
            catalog.GetProperty("data").EnumerateArray(),
            model => model.GetProperty("pricing").EnumerateObject().Count(price => price.Value.ValueKind == JsonValueKind.Null) == 4);
    }

    [Fact]
    public async Task The_quota_requires_the_API_key_in_the_query_and_has_days_if_both_dates_are_specified()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage rejected = await GetAsync(client, "/user/quota?key=wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
        using HttpResponseMessage plain = await GetAsync(client, $"/user/quota?key={client.Host.Key}");
        JsonElement quota = await EmulatorClient.JsonAsync(plain);
        Assert.Equal(-1, quota.GetProperty("keys")[0].GetProperty("remain_quota").GetInt32());
        Assert.False(quota.TryGetProperty("daily_quota", out _));
        using HttpResponseMessage days = await GetAsync(
            client, $"/user/quota?key={client.Host.Key}&start_date=2026-02-01&end_date=2026-02-03");
        JsonElement daily = (await EmulatorClient.JsonAsync(days)).GetProperty("daily_quota");
        Assert.Equal(["2026-02-01", "2026-02-02", "2026-02-03"], daily.EnumerateObject().Select(day => day.Name));
        using HttpResponseMessage invalid = await GetAsync(client, $"/user/quota?key={client.Host.Key}&start_date=yesterday");
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
    }

    [Fact]
    public async Task A_model_is_returned_in_the_shape_of_OpenAI()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await SendAsync(client, HttpMethod.Get, "/v1/models/dall-e-3");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement model = await EmulatorClient.JsonAsync(response);
        Assert.Equal(["id", "object", "created", "owned_by", "shutdown_date"], model.EnumerateObject().Select(member => member.Name));
        Assert.Equal("dall-e-3", model.GetProperty("id").GetString());
        Assert.Equal("model", model.GetProperty("object").GetString());
        Assert.Equal("2026-05-12", model.GetProperty("shutdown_date").GetString());
        using HttpResponseMessage current = await SendAsync(client, HttpMethod.Get, "/v1/models/gpt-image-2");
        Assert.Equal(JsonValueKind.Null, (await EmulatorClient.JsonAsync(current)).GetProperty("shutdown_date").ValueKind);
    }

    [Theory]
    [InlineData("GET", "/v1/models/nothing", 404, "model_not_found")]
    [InlineData("POST", "/v1/images/edits", 400, "invalid_request")]
    [InlineData("POST", "/v1/image/generations", 404, "")]
    [InlineData("GET", "/v1/v1/models", 404, "")]
    [InlineData("POST", "/v1/chat/completions", 404, "")]
    [InlineData("GET", "/v1", 404, "")]
    [InlineData("GET", "/v1/images/generations", 405, "method_not_supported")]
    [InlineData("DELETE", "/v1/images/edits", 405, "method_not_supported")]
    [InlineData("POST", "/v1/models", 405, "method_not_supported")]
    [InlineData("DELETE", "/v1/models/gpt-image-2", 405, "method_not_supported")]
    public async Task A_request_that_the_API_does_not_support_gets_the_documented_error(string method, string path, int status, string code)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await SendAsync(client, new HttpMethod(method), path);
        Assert.Equal((status, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains("(request id: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count == 1);
    }

    [Theory]
    [InlineData("/images/generations")]
    [InlineData("/models")]
    [InlineData("/api/images/generations")]
    public async Task A_POST_request_outside_the_API_gets_an_HTML_page_with_status_200(string path)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await SendAsync(client, HttpMethod.Post, path);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(response.Headers.Contains("X-Request-Id"));
    }

    [Fact]
    public async Task A_GET_request_outside_the_API_is_redirected_to_the_front_page()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await GetAsync(client, "/models");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/"), (response.StatusCode, response.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("models", "/v1/models")]
    [InlineData("catalog", "/api/models")]
    [InlineData("quota", "/user/quota?key=")]
    public async Task Faults_apply_to_the_other_routes(string route, string path)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.BrokenJson, Route = route });
        using HttpRequestMessage request = client.Request("");
        (request.Method, request.Content) = (HttpMethod.Get, null);
        request.RequestUri = new Uri(client.Host.BaseUri, path.EndsWith('=') ? path + client.Host.Key : path);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<JsonException>(() => EmulatorClient.JsonAsync(response));
    }
}
