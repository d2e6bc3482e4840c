using System.Text.Json;

namespace CometImages.Text;

/// <summary>Reads properties of JSON objects. A property of another type counts as missing.</summary>
static class JsonElementExtensions
{
    public static string? GetText(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? GetNumber(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    public static decimal? GetDecimal(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number : null;

    public static DateTimeOffset? GetTime(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time
            : null;

    public static JsonElement? GetObject(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>Gets the objects of a list, or none if there is no such list.</summary>
    public static IEnumerable<JsonElement> GetItems(this JsonElement parent, string name) => parent.GetItems(name, JsonValueKind.Object);

    /// <summary>Gets the strings of a list, or none if there is no such list.</summary>
    public static IEnumerable<string> GetTexts(this JsonElement parent, string name) =>
        parent.GetItems(name, JsonValueKind.String).Select(item => item.GetString()!);

    static IEnumerable<JsonElement> GetItems(this JsonElement parent, string name, JsonValueKind kind) =>
        parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == kind)
            : [];
}
