using System.Globalization;
using System.Text.Json;

namespace CometImages.Emulator.Generations.Rules;

/// <summary>What one field takes.</summary>
abstract record FieldRule
{
    /// <summary>What is wrong with a value, as the end of a sentence; null when nothing is.</summary>
    public abstract string? Problem(JsonElement value);
}

/// <summary>Text, with a limit in characters.</summary>
sealed record TextRule(int MostCharacters = int.MaxValue) : FieldRule
{
    public override string? Problem(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return "it must be a string.";
        string text = value.GetString()!;
        return text.Length <= MostCharacters || text.EnumerateRunes().Count() <= MostCharacters
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"it may have at most {MostCharacters} characters.");
    }
}

/// <summary>One of a few words.</summary>
sealed record ChoiceRule(params string[] Choices) : FieldRule
{
    public override string? Problem(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Choices.Contains(value.GetString())
            ? null
            : $"it must be one of {string.Join(", ", Choices)}.";
}

/// <summary>A whole number in a range.</summary>
sealed record IntegerRule(int Least, int Most) : FieldRule
{
    public override string? Problem(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= Least && number <= Most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"it must be an integer between {Least} and {Most}.");
}

/// <summary>A feature that answers in another way, which the emulator does not do: only false is taken.</summary>
sealed record OffRule : FieldRule
{
    public override string? Problem(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => null,
        JsonValueKind.True => "this emulator does not stream.",
        _ => "it must be a boolean.",
    };
}

/// <summary>A size of the model's.</summary>
sealed record SizeFieldRule(SizeRule Sizes) : FieldRule
{
    public override string? Problem(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Sizes.Problem(value.GetString()!) : "it must be a string.";
}
