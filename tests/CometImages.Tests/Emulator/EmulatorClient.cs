using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

/// <summary>An emulator, and a client of it that doesn't retry, redirect, or rewrite anything.</summary>
sealed class EmulatorClient : IAsyncDisposable
{
    public const string GenerationsPath = "/v1/images/generations";
    public const string EditsPath = "/v1/images/edits";

    EmulatorClient(EmulatorHost host)
    {
        Host = host;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    }

    public EmulatorHost Host { get; }

    public HttpClient Http { get; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EmulatorClient> StartAsync(EmulatorSettings? settings = null) =>
        new(await EmulatorHost.StartAsync(new EmulatorOptions { Settings = settings ?? new EmulatorSettings() }, Cancellation));

    public static Uri Exactly(string url) => new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public static HttpRequestMessage Verbatim(HttpMethod method, string url) => new(method, Exactly(url));

    public HttpRequestMessage Request(string json, string? key = null) =>
        Request(GenerationsPath, new StringContent(json, Encoding.UTF8, "application/json"), key);

    public HttpRequestMessage Request(string path, HttpContent content, string? key = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(Host.BaseUri, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Host.Key);
        return request;
    }

    public Task<HttpResponseMessage> PostAsync(string json) =>
        Http.SendAsync(Request(json), HttpCompletionOption.ResponseHeadersRead, Cancellation);

    public async Task<HttpResponseMessage> PostAsync(MultipartFormDataContent form)
    {
        using HttpRequestMessage request = Request(EditsPath, form);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public Task<JsonElement> GenerateAsync(string json) => ReadAsync(PostAsync(json));

    public Task<JsonElement> EditAsync(MultipartFormDataContent form) => ReadAsync(PostAsync(form));

    static async Task<JsonElement> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using HttpResponseMessage response = await sending;
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    public async Task<byte[]> ImageAsync(string json) => await ImageAsync(await GenerateAsync(json));

    public async Task<byte[]> ImageAsync(MultipartFormDataContent form) => await ImageAsync(await EditAsync(form));

    async Task<byte[]> ImageAsync(JsonElement response)
    {
        JsonElement item = response.GetProperty("data")[0];
        return item.TryGetProperty("b64_json", out JsonElement base64)
            ? base64.GetBytesFromBase64()
            : await DownloadAsync(item.GetProperty("url").GetString()!);
    }

    public async Task<string> UrlAsync(string prompt = "a boat") =>
        (await GenerateAsync($$"""{"model":"dall-e-3","prompt":"{{prompt}}"}""")).GetProperty("data")[0].GetProperty("url").GetString()!;

    public async Task<byte[]> DownloadAsync(string url)
    {
        using HttpResponseMessage response = await GetAsync(url);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(Cancellation);
    }

    public async Task<HttpResponseMessage> GetAsync(string url)
    {
        using HttpRequestMessage request = Verbatim(HttpMethod.Get, url);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));

    public static async Task<JsonElement> ErrorAsync(HttpResponseMessage response) => (await JsonAsync(response)).GetProperty("error");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
