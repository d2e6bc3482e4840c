using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Models;
using Microsoft.Extensions.Primitives;

namespace CometImages.Emulator.Endpoints;

/// <summary>The fields of a generation or an edit as a JSON object, or the reason why the body doesn't contain them.</summary>
sealed record GenerationBody(JsonElement? Fields, string Problem = "", string Param = "")
{
    public static GenerationBody Parse(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return new GenerationBody(null, "The Content-Type must be application/json.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(request.Body);
            JsonElement fields = document.RootElement.Clone();

            // The parser accepts strings with half of a surrogate pair, but they can't be read.
            foreach (JsonProperty field in fields.EnumerateObject())
            {
                _ = fields.GetTexts(field.Name).Count();
            }

            return new GenerationBody(fields);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new GenerationBody(null, $"The body isn't a valid JSON object. {error.Message}");
        }
    }

    /// <summary>Reads the text of a form. The rules of the model determine which fields are numbers.</summary>
    public static GenerationBody Parse(IFormCollection form)
    {
        ModelRule rule = ModelRule.Get(form["model"].ToString());
        JsonObject fields = [];
        foreach ((string name, StringValues values) in form)
        {
            if (EditFiles.Names.Contains(name))
            {
                return new GenerationBody(null, $"The part '{name}' must be a file with a file name.", name);
            }

            if (values is not [{ } text])
            {
                return new GenerationBody(null, $"The body has several parts with the name '{name}'.", name);
            }

            fields.Add(name, rule.FindField(name, isEdit: true)?.Parse(text) ?? text);
        }

        return new GenerationBody(JsonSerializer.SerializeToElement(fields));
    }
}
