using CometImages.Benchmarks.Service;
using CometImages.Images;

namespace CometImages.Benchmarks.Peers;

/// <summary>This project's core.</summary>
sealed class CometPeer() : Peer("CometImages")
{
    public override async Task SaveAsync(Answer answer, string folder)
    {
        CometClient client = new(new CometClientOptions { ApiKey = NoKey, BaseUri = ServerProcess.BaseUri(answer), SpoolFolder = Path.Combine(folder, "spool") });
        ImageGenerationResult images = await client.GenerateAsync(
            new ImageGenerationRequest { Model = Model, Prompt = Prompt, Count = answer.Count },
            new ImageOutputOptions { Files = [.. Enumerable.Range(0, answer.Count).Select(i => File(folder, i))] });
        if (images.Images.Count != answer.Count)
        {
            throw new InvalidDataException("Pictures are missing.");
        }
    }
}
