using System.Text.Json;

namespace CometImages.Emulator.Models;

/// <summary>Reads fields of a request. A field that is null counts as missing.</summary>
static class JsonFields
{
    public static JsonElement? GetField(this JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? GetText(this JsonElement fields, string name) =>
        fields.GetField(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Returns the field if it's a string, or the strings of an array.</summary>
    public static IEnumerable<string> GetTexts(this JsonElement fields, string name) =>
        from item in fields.GetField(name) switch
        {
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
            { } single => [single],
            null => Enumerable.Empty<JsonElement>(),
        }
        where item.ValueKind == JsonValueKind.String
        select item.GetString()!;

    public static int? GetInteger(this JsonElement fields, string name) =>
        fields.GetField(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;
}
