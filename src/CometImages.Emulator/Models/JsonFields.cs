using System.Text.Json;

namespace CometImages.Emulator.Models;

/// <summary>Reads fields of a request. A field that is null counts as missing.</summary>
static class JsonFields
{
    public static JsonElement? GetField(this JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? GetText(this JsonElement fields, string name) =>
        fields.GetField(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static int? GetInteger(this JsonElement fields, string name) =>
        fields.GetField(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;
}
