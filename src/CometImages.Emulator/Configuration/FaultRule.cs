namespace CometImages.Emulator.Configuration;

/// <summary>Specifies a fault, the requests that it hits, and how often. A fault ignores the properties that it doesn't use.</summary>
public sealed record FaultRule
{
    /// <summary>Gets the name of the fault.</summary>
    public required string Fault { get; init; }

    /// <summary>Gets the route: <c>generations</c> (default), <c>edits</c>, <c>images</c>, <c>models</c>, <c>catalog</c>, or <c>quota</c>.</summary>
    public string Route { get; init; } = RouteNames.Generations;

    /// <summary>Gets a wildcard pattern for the prompt of the request or of the downloaded image. The default, null, matches any.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets a wildcard pattern for the model. The default, null, matches any.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the number of matching requests that pass before the first hit. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>Gets the number of requests that the rule hits. Default 1; 0 for no limit.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Gets the share of matching requests that the rule hits, from 0 to 1. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Gets the seed of <see cref="Probability"/>: the same seed hits the same requests of a sequence. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Gets the milliseconds to wait before the fault. Default 0, and 1000 for <c>delay</c>.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Gets the bytes of the body before the fault. Default: half of the body, and 0 for <c>reset-after-headers</c>.</summary>
    public long? AfterBytes { get; init; }

    /// <summary>Gets the speed of <c>trickle</c>. Default 1024.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>Gets the status code of <c>respond</c> (default 500) and <c>redirect</c> (default 301).</summary>
    public int? Status { get; init; }

    /// <summary>Gets headers that replace those of the response, also of one that is otherwise correct. Default: none.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Gets the body of <c>respond</c>. Default: the documented error with the properties below.</summary>
    public string? Body { get; init; }

    /// <summary>Gets <c>error.code</c>. Default: the code for the status.</summary>
    public string? Code { get; init; }

    /// <summary>Gets <c>error.type</c>. Default: <c>comet_api_error</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets <c>error.param</c>. Default: empty.</summary>
    public string? Param { get; init; }

    /// <summary>Gets <c>error.message</c>, to which the request ID is appended. Default: the message for the code or the status.</summary>
    public string? Message { get; init; }
}
