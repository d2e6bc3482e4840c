using System.Text;
using System.Text.Json;
using CometImages.Text;

namespace CometImages.Errors;

/// <summary>The body of an error response, in any of its usual shapes.</summary>
/// <param name="Message">The service's words.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Type">The type of the error.</param>
/// <param name="Param">The request field that caused the error.</param>
/// <param name="IsForeign">Whether the body isn't the API's: a web page or a text of a proxy, a firewall, or another server.</param>
sealed record ApiErrorBody(string? Message, string? Code = null, string? Type = null, string? Param = null, bool IsForeign = false)
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
            return Empty with { IsForeign = true };
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(start));
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's plain text is worth showing. A longer text is not a message.
            string? text = body.Length <= MaxPlainTextBytes ? Encoding.UTF8.GetString(body) : null;
            return Empty with { Message = text, IsForeign = body[start] is not ((byte)'{' or (byte)'[') };
        }
    }

    static ApiErrorBody Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Empty;
        }

        if (root.TryGetProperty("detail", out JsonElement detail))
        {
            return Empty with { Message = GetDetail(detail) };
        }

        JsonElement error = root.TryGetProperty("error", out JsonElement inner) ? inner : root;
        return error.ValueKind == JsonValueKind.Object
            ? new(GetText(error, "message"), GetText(error, "code"), GetText(error, "type"), GetText(error, "param"))
            : Empty with { Message = GetText(error) };
    }

    // Some services return a text, or a list of validation errors.
    static string? GetDetail(JsonElement detail) => detail.ValueKind == JsonValueKind.Array
        ? string.Join(" ", detail.EnumerateArray().Select(GetValidationError))
        : GetText(detail);

    static string? GetValidationError(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return GetText(error)?.EndSentence();
        }

        string? message = GetText(error, "msg");
        string? field = error.TryGetProperty("loc", out JsonElement path) && path.ValueKind == JsonValueKind.Array
            ? path.EnumerateArray().Select(GetText).LastOrDefault()
            : null;
        return (field is null ? message : $"{field}: {message}")?.EndSentence();
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
