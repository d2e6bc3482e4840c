using System.Text.Json;

namespace CometImages.Emulator.Generations;

/// <summary>The request's JSON, as far as it is any.</summary>
sealed record RequestBody(JsonElement? Fields, string Problem)
{
    public string? Model => Text("model");

    public string? Prompt => Text("prompt");

    public static RequestBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body.Span);
            JsonElement root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind != JsonValueKind.Object)
                return new RequestBody(null, "The body must be a JSON object.");
            if (reader.BytesConsumed < body.Span.TrimEnd(" \r\n\t"u8).Length)
                return new RequestBody(null, "There is something behind the JSON object.");
            ReadTexts(root);
            return new RequestBody(root, "");
        }
        catch (JsonException error)
        {
            return new RequestBody(null, $"The body is not JSON: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            return new RequestBody(null, "A string in the body is no text: it has half of a surrogate pair.");
        }
    }

    /// <summary>A field that was given; null is as good as not given.</summary>
    public JsonElement? Field(string name) =>
        Fields is { } fields && fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A field's text, when it is text.</summary>
    public string? Text(string name) => Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A field's whole number, when it is one.</summary>
    public int? Number(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    /// <summary>The parser takes escapes that are no text; reading them finds out.</summary>
    static void ReadTexts(JsonElement root)
    {
        foreach (JsonProperty field in root.EnumerateObject())
        {
            _ = field.Name;
            if (field.Value.ValueKind == JsonValueKind.String)
                _ = field.Value.GetString();
        }
    }
}
