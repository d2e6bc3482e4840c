using System.Globalization;
using System.Text.Json;

namespace CometImages.Emulator.Models;

/// <summary>Returns why a model rejects the value of a field, as the end of a sentence, or null if the model accepts it.</summary>
delegate string? FieldRule(JsonElement value);

static class FieldRules
{
    public static FieldRule UrlOrBase64 { get; } = Choice("url", "b64_json");

    /// <summary>Gets the rule of a feature that the emulator doesn't have.</summary>
    public static FieldRule NoStreaming { get; } = value => value.ValueKind switch
    {
        JsonValueKind.False => null,
        JsonValueKind.True => "this emulator doesn't support streaming.",
        _ => "it must be a boolean.",
    };

    public static FieldRule Text(int maxLength = int.MaxValue) => value =>
        value.ValueKind != JsonValueKind.String ? "it must be a string."
        : value.GetString() is { } text && text.Length > maxLength && text.EnumerateRunes().Count() > maxLength
            ? string.Create(CultureInfo.InvariantCulture, $"it must have at most {maxLength} characters.")
        : null;

    public static FieldRule Choice(params string[] choices) => value =>
        value.ValueKind == JsonValueKind.String && choices.Contains(value.GetString()) ? null : $"it must be one of {string.Join(", ", choices)}.";

    public static FieldRule Integer(int min, int max) => value =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= min && number <= max
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"it must be an integer from {min} to {max}.");

    public static FieldRule Size(SizeRule sizes) => value =>
        value.ValueKind == JsonValueKind.String ? sizes.GetProblem(value.GetString()!) : "it must be a string.";
}
