using System.Text.Json;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Peers;

/// <summary>The plain way: the body as one string, parsed, each picture decoded into an array.</summary>
sealed class WholeTextPeer() : Peer("string, parse, `FromBase64String`")
{
    static readonly HttpClient s_http = new();

    public override async Task SaveAsync(Answer answer, string folder)
    {
        using HttpResponseMessage response = await s_http.PostAsync(ServerProcess.Generations(answer), Content(answer));
        string text = await response.Content.ReadAsStringAsync();
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement data = document.RootElement.GetProperty("data");
        for (int i = 0; i < answer.Count; i++)
        {
            byte[] picture = Convert.FromBase64String(data[i].GetProperty("b64_json").GetString()!);
            await System.IO.File.WriteAllBytesAsync(File(folder, i), picture);
        }
    }
}
