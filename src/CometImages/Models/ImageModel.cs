using System.Globalization;

namespace CometImages.Models;

/// <summary>What one model supports, as CometAPI documents it.</summary>
sealed class ImageModel
{
    /// <summary>Gets the model's ID. It has the same entry with another date at its end.</summary>
    public required string Id { get; init; }

    /// <summary>Gets a value that indicates whether this is the model of a request that doesn't name one.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets the name of the model's provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets the day on which the provider retires the model, or null if none is announced.</summary>
    public DateTime? RetirementDate { get; init; }

    /// <summary>Gets the ID of the model that replaces a retired one, or null.</summary>
    public string? Replacement { get; init; }

    /// <summary>Gets a value that indicates whether the model can't create an image from a prompt alone.</summary>
    public bool EditsOnly { get; init; }

    /// <summary>Gets how the model takes images as input, or null if it doesn't.</summary>
    public ImageInputSupport? ImageInput { get; init; }

    /// <summary>Gets a value that indicates whether the model rejects every field that isn't documented for it.</summary>
    public bool RejectsUnknownFields { get; init; }

    /// <summary>Gets the supported values of each field by the field's name. A field with an empty list isn't sent.</summary>
    public IReadOnlyDictionary<string, string[]> Values { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Gets the supported values of each field that work for some accounts only.</summary>
    public IReadOnlyDictionary<string, string[]> PreviewValues { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Gets the constraint on sizes beyond the listed ones, or null if there are none.</summary>
    public SizeConstraint? SizeConstraint { get; init; }

    /// <summary>Gets the maximum number of images per request, or null if only the provider knows. A higher count is split.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Gets the maximum number of images per request in the output formats that have a lower maximum.</summary>
    public IReadOnlyDictionary<string, int> MaxCountByFormat { get; init; } = new Dictionary<string, int>();

    /// <summary>Gets the maximum length of the prompt in characters, or null if only the provider knows.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>Gets a value that indicates whether the model always returns base64.</summary>
    public bool ReturnsBase64Only => GetSupportedValues(RequestField.ResponseFormat) is { Count: 0 };

    /// <summary>Gets the values that the model supports for a field, or null if none are documented.</summary>
    public IReadOnlyList<string>? GetSupportedValues(RequestField field) =>
        Values.TryGetValue(field.Name, out string[]? values) ? values : null;

    /// <summary>Returns a value as it's documented, because people write values in any case, or the value itself if it isn't supported.</summary>
    public string GetDocumentedValue(RequestField field, string value) =>
        GetSupportedValues(field)?.FirstOrDefault(supported => supported.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value;

    /// <summary>Returns whether the model supports a value for some accounts only.</summary>
    public bool IsPreview(RequestField field, string value) =>
        PreviewValues.TryGetValue(field.Name, out string[]? values) && values.Contains(value, StringComparer.Ordinal);

    /// <summary>Gets the maximum number of images per request in an output format, or null if only the provider knows.</summary>
    public int? GetMaxCount(string? outputFormat) =>
        outputFormat is not null && MaxCountByFormat.TryGetValue(outputFormat, out int count) ? count : MaxCount;

    /// <summary>Returns whether the model is retired on a day.</summary>
    public bool IsRetired(DateTime day) => RetirementDate <= day;

    /// <summary>Describes the retirement as seen on a day, such as <c>retired 2026-05-12</c>, or returns null if none is announced.</summary>
    public string? GetRetirement(DateTime day) => RetirementDate is { } date
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1:yyyy-MM-dd}", IsRetired(day) ? "retired" : "retires", date)
        : null;

    /// <summary>Gets the constraint on values beyond the supported ones, or null if there are none.</summary>
    public SizeConstraint? GetConstraint(RequestField field) => field == RequestField.Size ? SizeConstraint : null;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
