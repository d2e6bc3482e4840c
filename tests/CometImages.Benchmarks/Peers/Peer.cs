using System.Text;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Peers;

/// <summary>A way to ask for an answer and to have its pictures as files.</summary>
abstract class Peer(string name)
{
    public const string Model = "gpt-image-1";
    public const string Prompt = "A paper boat floating on calm water at sunrise.";

    /// <summary>Not a key; the server takes anything.</summary>
    public const string NoKey = "local";

    public string Name => name;

    /// <summary>Whether it works in a process of its own, so that its memory is not ours to count.</summary>
    public virtual bool IsElsewhere => false;

    /// <summary>The time that it says that it took itself, when it does.</summary>
    public virtual TimeSpan? OwnTime => null;

    /// <summary>All of them, on this machine; the first is what the others are compared with.</summary>
    public static IReadOnlyList<Peer> All() =>
        [.. CurlPeer.Path is null ? (Peer[])[] : [new CurlPeer()], new CometPeer(), new OpenAIPeer(), new WholeTextPeer()];

    public abstract Task SaveAsync(Answer answer, string folder);

    protected static string File(string folder, int index) => Path.Combine(folder, $"{index}.png");

    protected static string Body(Answer answer) => $$"""{"model":"{{Model}}","prompt":"{{Prompt}}","n":{{answer.Count}}}""";

    protected static StringContent Content(Answer answer) => new(Body(answer), Encoding.UTF8, "application/json");
}
