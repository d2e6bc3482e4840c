namespace CometImages;

/// <summary>
/// One picture: where it is (<see cref="Url"/> or <see cref="Path"/>) and how it came about. Every property is of a simple type, so the
/// object survives a job, a remote session or a round trip through JSON.
/// </summary>
public sealed class CometImage
{
    /// <summary>When the service made it, in local time.</summary>
    public DateTime Created { get; init; }

    /// <summary>The model that was asked, or the one the answer names.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt that was sent.</summary>
    public string? Prompt { get; init; }

    /// <summary>The prompt as the model rewrote it, where it says so (dall-e-3).</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>Where the picture can be downloaded, character by character as it came; it expires. Null when the bytes came themselves.</summary>
    public string? Url { get; init; }

    /// <summary>The picture's file on this machine, or null while there is only a <see cref="Url"/>.</summary>
    public string? Path { get; set; }

    /// <summary>The picture's number among those of its prompt, from 1.</summary>
    public int Index { get; init; }

    /// <summary>Its size as the service says, else as it was asked for, such as <c>1024x1024</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Its quality as the service says, else as it was asked for.</summary>
    public string? Quality { get; init; }

    /// <summary>Its background as the service says, else as it was asked for.</summary>
    public string? Background { get; init; }

    /// <summary>Its format as the service says, else as the first bytes or the request say: <c>png</c>, <c>jpeg</c>, <c>webp</c>.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>Tokens of the request. Usage belongs to the whole answer and stands on its first picture only.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer; on its first picture only.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>All tokens; on the answer's first picture only.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>The request's id at the service, for support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The path, or else the URL.</summary>
    public override string ToString() => Path ?? Url ?? string.Empty;
}
