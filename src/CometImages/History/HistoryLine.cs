using System.Text.Json;
using CometImages.Text;

namespace CometImages.History;

/// <summary>Reads lines of the history. A line that isn't complete is ignored: the disk was full, or the computer crashed.</summary>
static class HistoryLine
{
    /// <summary>Reads what a line is about, without the rest of the line, which has a hundred times as many bytes.</summary>
    public static bool TryReadEvent(ReadOnlySpan<byte> line, out HistoryEventKind kind, out string id)
    {
        string? name = null;
        string? text = null;
        try
        {
            Utf8JsonReader reader = new(line);
            reader.Read();
            while ((name is null || text is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isEvent = reader.ValueTextEquals("event"u8);
                bool isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    name = isEvent ? reader.GetString() : name;
                    text = isId ? reader.GetString() : text;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Neither of the properties counts, because the line isn't JSON.
            name = null;
        }

        id = text ?? string.Empty;
        return Enum.TryParse(name, ignoreCase: true, out kind);
    }

    /// <summary>Calls a method for each image of a line.</summary>
    public static void ForEachImage(ReadOnlyMemory<byte> line, Action<JsonElement> action)
    {
        using JsonDocument? document = TryParse(line);
        foreach (JsonElement image in document is null ? [] : document.RootElement.GetItems("images"))
        {
            action(image);
        }
    }

    public static JsonDocument? TryParse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
