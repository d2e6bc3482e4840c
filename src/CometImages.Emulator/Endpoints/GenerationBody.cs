using System.Text.Json;
using CometImages.Emulator.Models;

namespace CometImages.Emulator.Endpoints;

/// <summary>The JSON object of a generation request, or the reason why the body is not one.</summary>
sealed record GenerationBody(JsonElement? Fields, string Problem = "")
{
    public static GenerationBody Parse(Stream body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement fields = document.RootElement.Clone();

            // The parser accepts strings with half of a surrogate pair, but they can't be read.
            foreach (JsonProperty field in fields.EnumerateObject())
            {
                fields.GetText(field.Name);
            }

            return new GenerationBody(fields);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new GenerationBody(null, $"The body isn't a valid JSON object. {error.Message}");
        }
    }
}
