using System.ClientModel;
using CometImages.Benchmarks.Service;
using OpenAI;
using OpenAI.Images;

namespace CometImages.Benchmarks.Peers;

/// <summary>The OpenAI package for .NET, as its documentation shows it.</summary>
sealed class OpenAIPeer() : Peer("OpenAI package, `ImageClient`")
{
    readonly Dictionary<Answer, ImageClient> _clients = [];

    public override async Task SaveAsync(Answer answer, string folder)
    {
        if (!_clients.TryGetValue(answer, out ImageClient? client))
        {
            client = new ImageClient(Model, new ApiKeyCredential(NoKey), new OpenAIClientOptions { Endpoint = ServerProcess.BaseUri(answer) });
            _clients.Add(answer, client);
        }

        ClientResult<GeneratedImageCollection> images = await client.GenerateImagesAsync(Prompt, answer.Count);
        for (int i = 0; i < answer.Count; i++)
        {
            await System.IO.File.WriteAllBytesAsync(File(folder, i), images.Value[i].ImageBytes.ToMemory());
        }
    }
}
