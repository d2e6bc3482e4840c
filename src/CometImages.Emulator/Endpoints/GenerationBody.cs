using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Models;

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
    public static GenerationBody Parse(UploadedForm form)
    {
        ModelRule rule = ModelRule.Get(form.Texts.FirstOrDefault(part => part.Name == "model")?.Content.Value is [_, ..] model ? model : "*");
        JsonObject fields = [];
        foreach (FormPart part in form.Texts)
        {
            (string name, string text) = (part.Name, part.Content.Value!);
            if (EditFiles.Names.Contains(name))
            {
                return new GenerationBody(null, $"The part '{name}' must be a file with a file name.", name);
            }

            if (!fields.TryAdd(name, rule.FindField(name, isEdit: true)?.Parse(text) ?? text))
            {
                return new GenerationBody(null, $"The body has several parts with the name '{name}'.", name);
            }
        }

        return new GenerationBody(JsonSerializer.SerializeToElement(fields));
    }
}
