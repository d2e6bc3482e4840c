using System.Collections.Concurrent;
using System.Globalization;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Endpoints;

/// <summary>The latest 100,000 URLs, by their exact text. Escaping a URL again spoils it, so only the text as issued works.</summary>
sealed class IssuedUrlStore
{
    const int MaxCount = 100_000;
    const int NameDigits = 22;

    readonly ConcurrentDictionary<string, IssuedUrl> _byTarget = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _oldestFirst = new();
    long _count;

    public string Issue(Uri origin, RenderedImage image, string prompt)
    {
        long number = Interlocked.Increment(ref _count);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string target = string.Create(
            CultureInfo.InvariantCulture,
            $"/cdn/{now:yyyyMMdd}/{image.Sha256.AsSpan(0, NameDigits)}{number:x8}{image.Key.Format.Extension}"
            + $"?se={now.ToUnixTimeSeconds()}&name=paper%20boat%7E{number}&cost=5%E2%82%AC&flags=a|b"
            + $"&sig={image.Sha256.AsSpan(NameDigits, 12)}%2B{number:x}%3D");
        _byTarget[target] = new IssuedUrl(image.Key, prompt, now);
        _oldestFirst.Enqueue(target);
        if (number > MaxCount && _oldestFirst.TryDequeue(out string? oldest))
        {
            _byTarget.TryRemove(oldest, out _);
        }

        return origin.GetLeftPart(UriPartial.Authority) + target;
    }

    public IssuedUrl? Find(string rawTarget) => _byTarget.GetValueOrDefault(rawTarget);
}

/// <summary>What an issued URL refers to.</summary>
sealed record IssuedUrl(RenderedImageKey Key, string Prompt, DateTimeOffset IssuedAt);
