using System.Text.Json.Serialization;

namespace CometImages.Models;

/// <summary>What one model supports, as CometAPI documents it.</summary>
sealed class ImageModel
{
    /// <summary>Gets the model's ID. One that ends in <c>*</c> stands for a family of IDs.</summary>
    public required string Id { get; init; }

    /// <summary>Gets a value that indicates whether this is the model of a request that doesn't name one.</summary>
    [JsonPropertyName("default")]
    public bool IsDefault { get; init; }

    /// <summary>Gets the name of the model's provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets a value that indicates whether the model rejects every field that isn't documented for it.</summary>
    public bool RejectsUnknownFields { get; init; }

    /// <summary>Gets the supported values of each field by the field's name. A field with an empty list isn't sent.</summary>
    public IReadOnlyDictionary<string, string[]> Values { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Gets the constraint on sizes beyond the listed ones, or null if there are none.</summary>
    public SizeConstraint? SizeConstraint { get; init; }

    /// <summary>Gets the maximum number of images per request, or null if only the provider knows. A higher count is split.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Gets the maximum length of the prompt in characters, or null if only the provider knows.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>Gets a value that indicates whether the ID stands for a family of models, which can't be requested.</summary>
    [JsonIgnore]
    public bool IsFamily => Id.EndsWith("*", StringComparison.Ordinal);

    /// <summary>Gets a value that indicates whether the model always returns base64.</summary>
    [JsonIgnore]
    public bool ReturnsBase64Only => GetSupportedValues(RequestField.ResponseFormat) is { Count: 0 };

    /// <summary>Gets the values that the model supports for a field, or null if none are documented.</summary>
    public IReadOnlyList<string>? GetSupportedValues(RequestField field) =>
        Values.TryGetValue(field.Name, out string[]? values) ? values : null;

    /// <summary>Gets the constraint on values beyond the supported ones, or null if there are none.</summary>
    public SizeConstraint? GetConstraint(RequestField field) => field == RequestField.Size ? SizeConstraint : null;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
