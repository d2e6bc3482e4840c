using System.Text.Json.Serialization;

namespace CometImages.Emulator.Journal;

/// <summary>A request and its outcome, as known when the journal was read. No property contains the API key.</summary>
public sealed record JournalEntry
{
    /// <summary>Gets the number of the request since the emulator started, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets <c>generations</c>, <c>edits</c>, <c>images</c>, <c>models</c>, <c>catalog</c>, <c>quota</c>, or <c>other</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the target exactly as in the request line, except that the value of a <c>key</c> parameter is redacted.</summary>
    public required string RawTarget { get; init; }

    /// <summary>Gets the port that received the request.</summary>
    public required int Port { get; init; }

    /// <summary>Gets the headers. <c>Authorization</c> is <c>Bearer ***</c> for the valid API key, otherwise <c>(other)</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets a value that indicates whether a header or the target contained the valid API key.</summary>
    public required bool HasKey { get; init; }

    /// <summary>Gets the request body as text, up to 65,536 characters. Empty for a form, whose content is in <see cref="Parts"/>.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets the parts of a form, in their order, or null if the body isn't a form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JournalPart>? Parts { get; init; }

    /// <summary>Gets the requested model, or the model of the downloaded image, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the status code, or 0 if no headers were sent.</summary>
    public int Status { get; init; }

    /// <summary>Gets the name of the fault that hit the request, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Gets the SHA-256 of each image in the response, in lowercase hexadecimal digits.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Gets the cost in US dollars, or null if the request failed or the model is free.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the request ID.</summary>
    public required string RequestId { get; init; }

    /// <summary>Gets the time when the request headers were received.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the time when the response was completed, or null if it's in progress.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets a value that indicates whether the client closed the connection before the response was complete.</summary>
    public bool ClientAborted { get; init; }
}
