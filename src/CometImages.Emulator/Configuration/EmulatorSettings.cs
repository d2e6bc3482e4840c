#pragma warning disable CS1591 // The descriptions, which are also the help, document the settings.
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CometImages.Emulator.Configuration;

/// <summary>What all responses have in common. A change applies to the next request.</summary>
public sealed class EmulatorSettings
{
    [Description("milliseconds from a generation or edit request to its response headers")]
    public int LatencyMs { get; set => field = RequireNonnegative(value); }

    [Description("maximum number of generations and edits in progress; others get status code 429 (0 = no limit)")]
    public int MaxConcurrent { get; set => field = RequireNonnegative(value); }

    [Description("Retry-After header of that status code 429")]
    public string? MaxConcurrentRetryAfter { get; set; }

    [Description("created in responses, in Unix seconds (default: the current time)")]
    public long? Created { get; set; }

    [Description("exact length of PNG files in bytes: padded, or drawn without a landscape (0 = as drawn)")]
    public int ImageBytes { get; set => field = RequireNonnegative(value); }

    [Description("true: all prompts give the same image for each model, size, and format, to save drawing time")]
    public bool SameImage { get; set; }

    [Description("true: data is the first member of responses")]
    public bool DataFirst { get; set; }

    [Description("true: responses are indented")]
    public bool Indented { get; set; }

    [Description("true: responses contain each / as \\/")]
    public bool EscapeSlashes { get; set; }

    [Description("shape of usage: openai, prompt, seedream, or none (default: that of the model)")]
    public UsageShape? UsageShape { get; set; }

    [Description("true: items contain url, b64_json, and revised_prompt also when they're empty")]
    public bool EmptyStrings { get; set; }

    [Description("true: responses are compressed for clients that accept it")]
    public bool Compression { get; set; }

    [Description("seconds until the URL of an image expires (default 3600)")]
    public int UrlLifetimeSeconds { get; set => field = RequireNonnegative(value); } = 3600;

    [Description("true: the URL of an image contains a |, which isn't valid in a URI, and works only exactly as issued")]
    public bool VerbatimUrls { get; set; }

    [Description("true: models that their provider shut down get status code 503 with the code model_not_found")]
    public bool RejectRetiredModels { get; set; }

    [Description("true: gpt-image-2 rejects a transparent background, and gpt-image-* reject response_format, which they otherwise ignore")]
    public bool StrictFields { get; set; }

    [Description("US dollars from which generations and edits take their cost; without any left, they get status code 403 (default: no limit)")]
    public decimal? Balance { get; set; }

    static int RequireNonnegative(int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
