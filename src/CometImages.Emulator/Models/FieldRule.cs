using System.Text.Json;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Models;

/// <summary>What a model accepts in a field. A field without a range is a string.</summary>
/// <remarks>
/// Formats are the output formats that the field requires. A rejection is the problem with every value except false. The strict rule
/// replaces this rule if <see cref="EmulatorSettings.StrictFields"/> is true.
/// </remarks>
sealed record FieldRule(
    int? MaxLength,
    int? Min,
    int? Max,
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
        (JsonValueKind.String, _, _) => GetProblem(value.GetString()!),
        _ => "it must be a string.",
    };

    string? GetProblem(string text) =>
        text.Length > MaxLength && text.EnumerateRunes().Count() > MaxLength ? $"it must have at most {MaxLength} characters."
        : Choices?.Contains(text) is true ? null
        : Pixels is not null && PixelSize.Parse(text) is { } size ? Pixels.GetProblem(size)
        : Choices is null ? null
        : $"it must be one of {string.Join(", ", Choices)}{(Pixels is null ? "" : ", or WIDTHxHEIGHT")}.";
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
