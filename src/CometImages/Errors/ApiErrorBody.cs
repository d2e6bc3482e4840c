using System.Text;
using System.Text.Json;

namespace CometImages.Errors;

/// <summary>The body of an error response, in any of its usual shapes.</summary>
sealed record ApiErrorBody(string? Message, string? Code = null, string? Type = null, string? Param = null, bool IsHtml = false)
{
    const int MaxPlainTextBytes = 500;

    public static ApiErrorBody Empty { get; } = new(Message: null);

    public static ApiErrorBody Parse(byte[] body)
    {
        int start = Array.FindIndex(body, b => b is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF));
        if (start < 0)
        {
            return Empty;
        }

        if (body[start] == '<')
        {
            return Empty with { IsHtml = true };
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(start));
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's plain text is worth showing. A longer text is not a message.
            return body.Length <= MaxPlainTextBytes ? Empty with { Message = Encoding.UTF8.GetString(body) } : Empty;
        }
    }

    static ApiErrorBody Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Empty;
        }

        JsonElement error = root.TryGetProperty("error", out JsonElement inner) ? inner : root;
        return error.ValueKind == JsonValueKind.Object
            ? new(GetText(error, "message"), GetText(error, "code"), GetText(error, "type"), GetText(error, "param"))
            : Empty with { Message = GetText(error) };
    }

    static string? GetText(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? GetText(value) : null;

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
            // The text isn't valid UTF-8.
            return null;
        }
    }
}
