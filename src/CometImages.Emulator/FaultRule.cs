using System.Text.Json.Serialization;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator;

/// <summary>
/// One thing that shall go wrong: which fault, for which requests, how often. Members that a fault does not use are ignored by it.
/// </summary>
public sealed record FaultRule
{
    /// <summary>A rule whose members are set by name.</summary>
    public FaultRule()
    {
    }

    /// <summary>From JSON: generated code gives every member a value, so that defaults count only as parameters.</summary>
    [JsonConstructor]
    internal FaultRule(string route = Routes.Generations, int count = 1, double probability = 1) =>
        (Route, Count, Probability) = (route, count, probability);

    /// <summary>The fault's name, one of <see cref="FaultNames"/>.</summary>
    public required string Fault { get; init; }

    /// <summary><c>generations</c> (default), <c>pictures</c>, <c>models</c>, <c>catalogue</c> or <c>quota</c>.</summary>
    public string Route { get; init; } = Routes.Generations;

    /// <summary>
    /// A wildcard (<c>*</c>, <c>?</c>) on the prompt, letter case ignored. On <c>pictures</c>: the prompt that the picture was made
    /// from. Default null: any.
    /// </summary>
    public string? Prompt { get; init; }

    /// <summary>A wildcard on the model, as <see cref="Prompt"/>. Default null: any.</summary>
    public string? Model { get; init; }

    /// <summary>How many matching requests pass before the first one is hit; 0 or more. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests are hit, then the rule is spent. Default 1; 0 = always.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// The share of matching requests that is hit, 0 to 1. Default 1. Decided by <see cref="Seed"/> and the number of the matching
    /// request alone.
    /// </summary>
    public double Probability { get; init; } = 1;

    /// <summary>Makes <see cref="Probability"/> repeatable: the same seed hits the same numbers. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The HTTP status of <c>status</c>, <c>html</c> and <c>redirect</c>. Default: the fault's own (500, 200, 301).</summary>
    public int? Status { get; init; }

    /// <summary><c>error.code</c>. Default: what goes with the status.</summary>
    public string? Code { get; init; }

    /// <summary><c>error.type</c>. Default <c>comet_api_error</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>error.param</c>. Default empty.</summary>
    public string? Param { get; init; }

    /// <summary><c>error.message</c>; the request id is put behind it. Default: what goes with the status and code.</summary>
    public string? Message { get; init; }

    /// <summary>A <c>Retry-After</c> header, verbatim: seconds or an HTTP date. Default null: none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Milliseconds to wait before anything else happens; any fault takes it. Default 0, and 1000 for <c>delay</c>.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Body bytes that go out before the fault. Default: half of the body, and 0 for <c>reset-after-headers</c>.</summary>
    public long? AfterBytes { get; init; }

    /// <summary>Where <c>redirect</c> points, verbatim. Default: <c>/</c>, and for pictures the same URL again.</summary>
    public string? Location { get; init; }

    /// <summary>The speed of <c>trickle</c>, 1 or more. Default 1024.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>The Content-Type of <c>wrong-content-type</c>. Default <c>text/plain</c>.</summary>
    public string? ContentType { get; init; }
}
