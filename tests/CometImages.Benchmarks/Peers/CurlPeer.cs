using System.Globalization;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Peers;

/// <summary>Not a way to have pictures, but the limit: curl writes the same bytes to a file as they come, and understands nothing of them.</summary>
sealed class CurlPeer() : Peer("`curl -o`, the limit")
{
    TimeSpan? _ownTime;

    public static string? Path { get; } = ChildProcess.Find("curl");

    public override bool IsElsewhere => true;

    public override TimeSpan? OwnTime => _ownTime;

    public override async Task SaveAsync(Answer answer, string folder)
    {
        string[] arguments =
        [
            "--silent", "--fail", "--output", System.IO.Path.Combine(folder, "answer.json"), "--write-out", "%{time_total}",
            "--header", "Content-Type: application/json", "--header", $"Authorization: Bearer {NoKey}", "--data", Body(answer),
            ServerProcess.Generations(answer).AbsoluteUri,
        ];
        string seconds = await ChildProcess.RunAsync(Path!, arguments);
        _ownTime = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
    }
}
