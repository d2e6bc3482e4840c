using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Endpoints;

/// <summary>
/// The latest 100,000 URLs, by their normalized text. If <see cref="EmulatorSettings.VerbatimUrls"/> is true, only the text as issued
/// works.
/// </summary>
sealed partial class IssuedUrlStore(HostState state)
{
    const int MaxCount = 100_000;
    const int NameDigits = 22;

    readonly ConcurrentDictionary<string, IssuedUrl> _byNormalized = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _oldestFirst = new();
    long _count;

    public string Issue(Uri origin, RenderedImage image, string prompt)
    {
        long number = Interlocked.Increment(ref _count);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string bar = state.Settings.VerbatimUrls ? "|" : "%7C";
        string target = string.Create(
            CultureInfo.InvariantCulture,
            $"/cdn/{now:yyyyMMdd}/{image.Sha256.AsSpan(0, NameDigits)}{number:x8}{image.Key.Format.Extension}"
            + $"?se={now.ToUnixTimeSeconds()}&name=paper%20boat%7E{number}&cost=5%E2%82%AC&flags=a{bar}b"
            + $"&sig={image.Sha256.AsSpan(NameDigits, 12)}%2B{number:x}%3D");
        string normalized = Normalize(target);
        _byNormalized[normalized] = new IssuedUrl(target, image.Key, image.Key.SourceId is null ? null : image, prompt, now);
        _oldestFirst.Enqueue(normalized);
        if (number > MaxCount && _oldestFirst.TryDequeue(out string? oldest))
        {
            _byNormalized.TryRemove(oldest, out _);
        }

        return origin.GetLeftPart(UriPartial.Authority) + target;
    }

    public IssuedUrl? Find(string rawTarget)
    {
        IssuedUrl? url = _byNormalized.GetValueOrDefault(Normalize(rawTarget));
        return state.Settings.VerbatimUrls && url?.Target != rawTarget ? null : url;
    }

    /// <summary>Makes equivalent spellings equal, as RFC 3986 specifies in section 6.2.2.</summary>
    static string Normalize(string target) => EscapedByte().Replace(target, escaped =>
        (char)byte.Parse(escaped.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var letter
        && (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~')
            ? letter.ToString()
            : escaped.Value.ToUpperInvariant());

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EscapedByte();
}

/// <summary>What an issued URL refers to. An edit can't be rendered again, because its source is gone.</summary>
sealed record IssuedUrl(string Target, RenderedImageKey Key, RenderedImage? Edit, string Prompt, DateTimeOffset IssuedAt)
{
    public async Task<RenderedImage> GetImageAsync(RenderedImageCache cache) => Edit ?? await cache.GetAsync(Key);
}
