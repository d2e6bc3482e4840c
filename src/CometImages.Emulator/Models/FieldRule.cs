using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Models;

/// <summary>What a model accepts in a field. A field without a range is a string.</summary>
/// <remarks>
/// A field with MaxItems is a string or an array of up to that many strings.
/// Formats are the output formats that the field requires. A rejection is the problem with every value except false. The strict rule
/// replaces this rule if <see cref="EmulatorSettings.StrictFields"/> is true.
/// </remarks>
sealed record FieldRule(
    int? MaxLength,
    int? Min,
    int? Max,
    int? MaxItems,
    string[]? Choices,
    PixelBounds? Pixels,
    string[]? Formats,
    string? Rejection,
    string? Code,
    FieldRule? Strict)
{
    /// <summary>Returns why the model rejects a value, as the end of a sentence, or null if the model accepts it.</summary>
    public string? GetProblem(JsonElement value, string outputFormat) => (value.ValueKind, Rejection, Min) switch
    {
        (JsonValueKind.Null, _, _) or (JsonValueKind.False, not null, _) => null,
        (_, not null, _) => Rejection,
        _ when Formats?.Contains(outputFormat) is false => $"it requires output_format {string.Join(" or ", Formats)}.",
        (JsonValueKind.Number, _, not null) when value.TryGetInt32(out int number) && number >= Min && number <= Max => null,
        (_, _, not null) => $"it must be an integer from {Min} to {Max}.",
        _ when MaxItems is not null => GetListProblem(value),
        (JsonValueKind.String, _, _) => GetProblem(value.GetString()!),
        _ => "it must be a string.",
    };

    /// <summary>Reads a field of a form, in which numbers and Booleans are text.</summary>
    public JsonNode Parse(string text) =>
        Min is not null && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
        : Rejection is not null && bool.TryParse(text, out bool isTrue) ? isTrue
        : text;

    public string? GetProblem(string text) =>
        text.Length > MaxLength && text.EnumerateRunes().Count() > MaxLength ? $"it must have at most {MaxLength} characters."
        : Choices?.Contains(text) is true ? null
        : Pixels is not null && PixelSize.Parse(text) is { } size ? Pixels.GetProblem(size)
        : Choices is null ? null
        : $"it must be one of {string.Join(", ", Choices)}{(Pixels is null ? "" : ", or WIDTHxHEIGHT")}.";

    string? GetListProblem(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => null,
        JsonValueKind.Array when value.GetArrayLength() is var count && (count == 0 || count > MaxItems) =>
            $"it must contain from 1 to {MaxItems} items.",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => null,
        _ => "it must be a string or an array of strings.",
    };
}

/// <summary>The sizes in pixels that a model accepts, in either orientation.</summary>
sealed record PixelBounds(int LongEdge, int MinPixels = 1, int MaxPixels = int.MaxValue, int Multiple = 1, int Ratio = int.MaxValue)
{
    public string? GetProblem(PixelSize size) =>
        size.Width % Multiple != 0 || size.Height % Multiple != 0 ? $"the width and the height must be divisible by {Multiple}."
        : size.LongEdge > LongEdge ? $"the longest edge must be at most {LongEdge} pixels."
        : size.LongEdge > (long)Ratio * size.ShortEdge ? $"the ratio must be from 1:{Ratio} to {Ratio}:1."
        : size.Width * size.Height is var pixels && (pixels < MinPixels || pixels > MaxPixels)
            ? $"the image must have from {MinPixels} to {MaxPixels} pixels."
        : null;
}
