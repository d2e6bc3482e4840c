using System.Text.Json;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Models;

/// <summary>What a model accepts in a field. A field without a range is a string.</summary>
sealed record FieldRule(int? MaxLength, int? Min, int? Max, string[]? Choices, PixelBounds? Pixels, bool IsUnsupportedSwitch)
{
    /// <summary>Returns why the model rejects a value, as the end of a sentence, or null if the model accepts it.</summary>
    public string? GetProblem(JsonElement value) => (value.ValueKind, IsUnsupportedSwitch, Min) switch
    {
        (JsonValueKind.Null, _, _) or (JsonValueKind.False, true, _) => null,
        (_, true, _) => "this emulator supports only false.",
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
sealed record PixelBounds(int LongEdge, int ShortEdge, int Multiple = 1, int Ratio = int.MaxValue)
{
    public string? GetProblem(PixelSize size) =>
        size.Width % Multiple != 0 || size.Height % Multiple != 0 ? $"the width and the height must be divisible by {Multiple}."
        : size.LongEdge > LongEdge || size.ShortEdge > ShortEdge ? $"it must be at most {LongEdge}x{ShortEdge}."
        : size.LongEdge > (long)Ratio * size.ShortEdge ? $"the ratio must be from 1:{Ratio} to {Ratio}:1."
        : null;
}
