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
        Assert.Equal(-1, quota.GetProperty("keys")[1].GetProperty("remain_quota").GetInt32());
        Assert.False(quota.TryGetProperty("daily_quota", out _));
        using HttpResponseMessage days = await GetAsync(
            client, $"/user/quota?key={client.Host.Key}&start_date=2026-02-01&end_date=2026-02-03");
        JsonElement daily = (await EmulatorClient.JsonAsync(days)).GetProperty("daily_quota");
        Assert.Equal(["2026-02-01", "2026-02-02", "2026-02-03"], daily.EnumerateObject().Select(day => day.Name));
        using HttpResponseMessage invalid = await GetAsync(client, $"/user/quota?key={client.Host.Key}&start_date=yesterday");
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
    }

    [Theory]
    [InlineData("/v1/image/generations")]
    [InlineData("/images/generations")]
    [InlineData("/v1/v1/images/generations")]
    [InlineData("/v1/models")]
    public async Task A_POST_request_to_an_unknown_path_gets_an_HTML_page_with_status_200(string path)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage request = client.Request("{}");
        request.RequestUri = new Uri(client.Host.BaseUri, path);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(response.Headers.Contains("X-Request-Id"));
    }

    [Fact]
    public async Task A_GET_request_to_an_unknown_path_is_redirected_to_the_front_page()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await GetAsync(client, "/v1/images/generations");
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
