using System.Text.Json.Serialization;

namespace CometImages.Emulator.Journal;

/// <summary>A part of a form: either text, which has a value, or a file, which has a name, a content type, and a hash.</summary>
public sealed record JournalPart
{
    /// <summary>Gets the name of the part.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the text, or null for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    /// <summary>Gets the file name, or null for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FileName { get; init; }

    /// <summary>Gets the content type of a file, empty if the part doesn't specify it, or null for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentType { get; init; }

    /// <summary>Gets the length of a file in bytes, or null for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Length { get; init; }

    /// <summary>Gets the SHA-256 of a file in lowercase hexadecimal digits, or null for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }
}
