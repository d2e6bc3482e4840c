namespace CometImages.Emulator;

/// <summary>
/// One request and what became of it, as known when <see cref="RequestJournal.Requests"/> was read. The key is in none of its
/// members.
/// </summary>
public sealed record JournalEntry
{
    /// <summary>The number of the request since the host started, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>generations</c>, <c>pictures</c>, <c>models</c>, <c>catalogue</c>, <c>quota</c> or <c>other</c>.</summary>
    public required string Route { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The target exactly as it stood in the request line; only the value of a <c>key</c> parameter is masked.</summary>
    public required string RawTarget { get; init; }

    /// <summary>The port that the request came to.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// The request's headers by name, letter case ignored. Authorization reads <c>Bearer ***</c> for the right key, else
    /// <c>(other)</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Whether the right key came with the request, in whatever header or query parameter.</summary>
    public required bool HasKey { get; init; }

    /// <summary>The request's body as text; what is beyond 64 KB is left out, and a mark at the end says so.</summary>
    public required string Body { get; init; }

    /// <summary>The model that was asked for, or that made the picture; null where there is none.</summary>
    public string? Model { get; init; }

    /// <summary>The status that was answered; 0 as long as no headers went out, so also after a reset.</summary>
    public required int Status { get; init; }

    /// <summary>The name of the fault that hit the request, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>The SHA-256 of each picture in the answer, in lower-case hexadecimal digits.</summary>
    public required IReadOnlyList<string> Pictures { get; init; }

    /// <summary>The request id that the answer gives.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the request's headers were there.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the answer was over; null as long as it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the client left before the answer was over.</summary>
    public required bool ClientAborted { get; init; }
}
