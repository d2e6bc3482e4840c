using System.ComponentModel;

namespace CometImages.Emulator;

/// <summary>What every answer has in common. Live: a change shows in the next request. Safe to change from any thread.</summary>
public sealed class EmulatorSettings
{
    object? _created;
    int _usageShape = -1;

    /// <summary>How long a generation takes before its headers, in milliseconds; 0 or more. Default 0.</summary>
    [Description("milliseconds that a generation takes before its headers")]
    public int LatencyMs { get; set => field = NotNegative(value); }

    /// <summary>How many generations may be under way; one more is answered 429 at once. Default 0: no limit.</summary>
    [Description("generations that may be under way; more are answered 429 (0 = no limit)")]
    public int MaxConcurrent { get; set => field = NotNegative(value); }

    /// <summary>
    /// The <c>Retry-After</c> that goes with the 429 of <see cref="MaxConcurrent"/>, verbatim. Default null: none is sent.
    /// </summary>
    [Description("Retry-After of that 429, verbatim")]
    public string? MaxConcurrentRetryAfter { get; set; }

    /// <summary>The <c>created</c> of every answer, in Unix seconds. Default null: the time of the answer.</summary>
    [Description("created in every answer, Unix seconds (default: now)")]
    public long? Created
    {
        // Boxed, so that another thread never reads half of it.
        get => (long?)Volatile.Read(ref _created);
        set => Volatile.Write(ref _created, value);
    }

    /// <summary>
    /// The exact size of every picture file, in bytes: a smaller one is padded within its format's rules, a larger one is drawn plainer.
    /// A picture that does not fit even so stays as drawn. Default 0: as drawn.
    /// </summary>
    [Description("exact size of every picture file in bytes (0 = as drawn)")]
    public int PictureBytes { get; set => field = NotNegative(value); }

    /// <summary>
    /// Draws one picture for each model, size and format and serves it for every prompt: for load, where drawing would be measured
    /// instead. Default false.
    /// </summary>
    [Description("one picture for each model, size and format, whatever the prompt")]
    public bool SamePicture { get; set; }

    /// <summary>Whether <c>data</c> comes before <c>created</c> and all else. Default false.</summary>
    [Description("data before all other members")]
    public bool DataFirst { get; set; }

    /// <summary>Whether answers are indented. Default false.</summary>
    [Description("indented JSON")]
    public bool Indented { get; set; }

    /// <summary>Whether every <c>/</c> in an answer is written <c>\/</c>. Default false.</summary>
    [Description("every / in a string as \\/")]
    public bool EscapeSlashes { get; set; }

    /// <summary>The shape of <c>usage</c> in every answer. Default null: what the model gives.</summary>
    [Description("openai, prompt, seedream or none (default: as the model does)")]
    public UsageShape? UsageShape
    {
        get => _usageShape < 0 ? null : (UsageShape)_usageShape;
        set => _usageShape = value is { } shape ? (int)shape : -1;
    }

    /// <summary>Whether answers are compressed (br, gzip) for a client that accepts it. Default false.</summary>
    [Description("compress answers when the client accepts it")]
    public bool Compression { get; set; }

    /// <summary>How long a picture's URL works, in seconds; 0 or more. After that it answers 403. Default 3600.</summary>
    [Description("seconds that a picture's URL works")]
    public int UrlLifetimeSeconds { get; set => field = NotNegative(value); } = 3600;

    static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}
