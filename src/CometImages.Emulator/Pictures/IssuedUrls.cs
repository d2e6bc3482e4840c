using System.Collections.Concurrent;
using System.Globalization;

namespace CometImages.Emulator.Pictures;

/// <summary>
/// The URLs that were given out, by their exact text: the newest 100,000. Each has what naive escaping spoils, so that only
/// the string as given opens it.
/// </summary>
sealed class IssuedUrls
{
    const int Most = 100_000;
    const int NameDigits = 22;

    readonly ConcurrentDictionary<string, Issued> _byTarget = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _oldestFirst = new();
    long _count;

    public string Issue(Uri origin, Picture picture, string prompt)
    {
        long number = Interlocked.Increment(ref _count);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string target = string.Create(
            CultureInfo.InvariantCulture,
            $"/cdn/{now:yyyyMMdd}/{picture.Sha256.AsSpan(0, NameDigits)}{number:x8}{picture.Key.Format.Extension()}"
            + $"?se={now.ToUnixTimeSeconds()}&name=paper%20boat%7E{number}&cost=5%E2%82%AC&flags=a|b"
            + $"&sig={picture.Sha256.AsSpan(NameDigits, 12)}%2B{number:x}%3D");
        _byTarget[target] = new Issued(picture.Key, prompt, now);
        _oldestFirst.Enqueue(target);
        if (number > Most && _oldestFirst.TryDequeue(out string? oldest))
            _byTarget.TryRemove(oldest, out _);
        return origin.GetLeftPart(UriPartial.Authority) + target;
    }

    public Issued? Find(string rawTarget) => _byTarget.GetValueOrDefault(rawTarget);

    /// <summary>What a URL stands for.</summary>
    internal sealed record Issued(PictureKey Key, string Prompt, DateTimeOffset At);
}
