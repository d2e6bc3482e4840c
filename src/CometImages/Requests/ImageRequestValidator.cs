using System.Text.Json;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>Refuses, before anything is sent, what a known model is documented not to take. Unknown models take anything.</summary>
static class ImageRequestValidator
{
    /// <summary>What is wrong with the request whatever the model, or null.</summary>
    public static string? ValidateRequest(ImageGenerationRequest request)
    {
        if (request.Prompt.Trim().Length == 0)
        {
            return "The prompt is empty.";
        }

        if (request.Model.IndexOf('*') >= 0)
        {
            return $"'{request.Model}' is the name of a family of models. Name one of its models in full.";
        }

        foreach (KeyValuePair<string, JsonElement> extra in request.AdditionalProperties ?? new Dictionary<string, JsonElement>())
        {
            if (RequestField.Find(extra.Key) is { } field && !field.ValueEquals(request, extra.Value))
            {
                return $"The additional property '{extra.Key}' contradicts the parameter for the same field.";
            }

            if (extra.Key == "stream" && extra.Value.ValueKind == JsonValueKind.True)
            {
                return "The additional property 'stream' asks for an answer in events, which is not read here.";
            }
        }

        return null;
    }

    /// <summary>What the model is known not to take, with the values that it does take, or null.</summary>
    public static string? ValidateForModel(ImageGenerationRequest request)
    {
        if (KnownImageModels.Find(request.Model) is not { } model)
        {
            return null;
        }

        if (model.MaxPromptLength is { } longest && CodePoints(request.Prompt) > longest)
        {
            return $"The prompt has {CodePoints(request.Prompt):N0} characters; {model.Model} takes at most {longest:N0}.";
        }

        if (model.MaxCount is { } most && request.Count > most)
        {
            return $"{model.Model} makes at most {most} pictures a request.";
        }

        if (model.ReturnsBase64Only && request.AdditionalProperties?.ContainsKey("response_format") == true)
        {
            return $"{model.Model} always answers base64 and does not take response_format.";
        }

        foreach (RequestField field in RequestField.All)
        {
            if (field.AllowedValues is { } accepted && field.Value(request) is string value && Refusal(model, field.Name, value, accepted(model)) is { } refusal)
            {
                return refusal;
            }
        }

        return CompressionRefusal(model, request) ?? TransparencyRefusal(request);
    }

    static string? Refusal(ImageModel model, string field, string value, IReadOnlyList<string>? accepted)
    {
        if (accepted is null)
        {
            // Only the provider knows the sizes of some models; a field that a fully documented model lacks is one it refuses.
            return field == "size" || !model.RejectsUnknownFields ? null : $"{model.Model} does not take {field}.";
        }

        if (accepted.Contains(value, StringComparer.Ordinal) || (field == "size" && model.SizeRule?.Accepts(value) == true))
        {
            return null;
        }

        string rule = field == "size" && model.SizeRule is { } sizes ? $", or {sizes}" : string.Empty;
        return $"{model.Model} does not take {field} '{value}'. It takes {string.Join(", ", accepted)}{rule}.";
    }

    static string? CompressionRefusal(ImageModel model, ImageGenerationRequest request) => request.OutputCompression switch
    {
        null => null,
        _ when model.RejectsUnknownFields && model.OutputFormats is null => $"{model.Model} does not take output_compression.",
        _ when model.OutputFormats is not null && request.OutputFormat is not ("jpeg" or "webp") =>
            $"{model.Model} takes output_compression with output_format jpeg or webp only.",
        _ => null,
    };

    static string? TransparencyRefusal(ImageGenerationRequest request) =>
        request is { Background: "transparent", OutputFormat: "jpeg" }
            ? "A transparent background wants output_format png or webp; jpeg has no transparency."
            : null;

    // The limits count characters as people do: an emoji of two UTF-16 units is one.
    static int CodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
