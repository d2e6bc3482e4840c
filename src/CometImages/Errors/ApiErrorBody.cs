using System.Text.Json;

namespace CometImages.Errors;

/// <summary>What an error's body says, in whichever of the usual shapes.</summary>
sealed record ApiErrorBody(string? Message, string? Code, string? Type, string? Param, bool IsHtml)
{
    static readonly ApiErrorBody s_page = new(null, null, null, null, IsHtml: true);
    /// <summary>No words at all.</summary>
    public static ApiErrorBody None { get; } = new(null, null, null, null, IsHtml: false);

    public static ApiErrorBody Read(byte[] body)
    {
        int start = Array.FindIndex(body, b => b is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF));
        if (start < 0)
        {
            return None;
        }

        if (body[start] == '<')
        {
            return s_page;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(start));
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's plain words are worth showing; anything longer is no message.
            return body.Length <= 500 ? None with { Message = System.Text.Encoding.UTF8.GetString(body) } : None;
        }
    }

    static ApiErrorBody Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        JsonElement error = root.TryGetProperty("error", out JsonElement inner) ? inner : root;
        return error.ValueKind == JsonValueKind.Object
            ? new(Text(error, "message"), Text(error, "code"), Text(error, "type"), Text(error, "param"), IsHtml: false)
            : None with { Message = GetText(error) };
    }

    static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? GetText(value) : null;

    static string? GetText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Not UTF-8, so not words.
            return null;
        }
    }
}
