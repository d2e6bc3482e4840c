using System.Text;
using CometImages.Benchmarks.Service;
using CometImages.Images;

namespace CometImages.Benchmarks.Peers;

/// <summary>The two ways to ask for a picture's URL.</summary>
sealed class UrlCalls(TempFolder folder)
{
    static readonly HttpClient s_http = new();

    readonly Uri _uri = ServerProcess.Generations(Answer.Url);
    readonly CometClient _client = new(new CometClientOptions
    {
        ApiKey = Peer.NoKey,
        BaseUri = ServerProcess.BaseUri(Answer.Url),
        SpoolFolder = Path.Combine(folder.FullName, "spool"),
    });

    public async Task BareAsync()
    {
        using StringContent content = new($$"""{"model":"dall-e-3","prompt":"{{Peer.Prompt}}"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await s_http.PostAsync(_uri, content);
        await response.Content.ReadAsByteArrayAsync();
    }

    public Task CometAsync() => _client.GenerateAsync(new ImageGenerationRequest { Prompt = Peer.Prompt });
}
