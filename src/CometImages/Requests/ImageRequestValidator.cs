using System.Globalization;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>Finds the first error of a request before it is sent.</summary>
static class ImageRequestValidator
{
    /// <summary>The end of a recommended action for a check that can be skipped.</summary>
    public const string OrSkip = ", or use -SkipParameterCheck to send the request as it is.";

    /// <summary>Finds an error that doesn't depend on the model.</summary>
    public static RequestError? ValidateRequest(ImageGenerationRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            return new(RequestField.Prompt.Name, "The prompt is empty.", "Specify a prompt.");
        }

        if (request.Model.IndexOf('*') >= 0)
        {
            return new(RequestField.Model.Name, $"The model ID '{request.Model}' contains a wildcard.", "Specify the full ID of one model.");
        }

        if (request.Mask is not null && request.Route != ImageRoute.Edits)
        {
            return new("mask", $"{request.Model} doesn't support a mask.", "Remove -Mask.");
        }

        foreach (KeyValuePair<string, JsonElement> property in request.AdditionalProperties)
        {
            if (request.Images.Count > 0 && property.Key is "image" or "image[]" or "mask")
            {
                return new(property.Key, $"-AdditionalProperty contains '{property.Key}', which is a parameter.", "Remove it from -AdditionalProperty.");
            }

            if (RequestField.Find(property.Key) is { } field && request.GetWireValue(field) is { } value && !AreEqual(value, property.Value))
            {
                string message = $"The property '{property.Key}' in -AdditionalProperty contradicts -{field.ParameterName}.";
                return new(property.Key, message, "Remove one of the two.");
            }

            if (property.Key == "stream" && property.Value.ValueKind == JsonValueKind.True)
            {
                return new(property.Key, "Streaming isn't supported.", "Remove 'stream' from -AdditionalProperty.");
            }
        }

        return null;
    }

    /// <summary>
    /// Finds a prompt that was read with the wrong encoding, an image that can't be sent, or a value that a known model doesn't support. For an
    /// unknown model, every other value is valid.
    /// </summary>
    public static RequestError? ValidateForModel(ImageGenerationRequest request) =>
        ValidateEncoding(request.Prompt)
        ?? ImageInputValidator.Validate(request)
        ?? (KnownImageModels.Find(request.Model) is { } model ? ValidateForModel(model, request) : null);

    static RequestError? ValidateEncoding(string prompt) => prompt.IndexOf('\uFFFD') >= 0
        ? new(
            RequestField.Prompt.Name,
            "The prompt contains the character U+FFFD, which replaces text that couldn't be decoded.",
            "If the prompt comes from a file, read it with the file's encoding, such as Import-Csv -Encoding or Get-Content -Encoding" + OrSkip)
        : null;

    static RequestError? ValidateForModel(ImageModel model, ImageGenerationRequest request) =>
        ValidateModel(model, request)
        ?? ValidatePrompt(model, request.Prompt)
        ?? ValidateCount(model, request)
        ?? RequestField.All.Select(field => ValidateField(model, field, request)).FirstOrDefault(error => error is not null)
        ?? FieldRule.All.Select(rule => ValidateRule(model, rule, request.Values)).FirstOrDefault(error => error is not null);

    static RequestError? ValidateModel(ImageModel model, ImageGenerationRequest request) => model.EditsOnly && request.Images.Count == 0
        ? new(RequestField.Model.Name, $"{model} only edits images.", $"Specify another model, such as {KnownImageModels.Default}" + OrSkip)
        : null;

    static RequestError? ValidatePrompt(ImageModel model, string prompt)
    {
        // The documented limits count code points: an emoji of two UTF-16 code units is one.
        int length = prompt.Length - prompt.Count(char.IsLowSurrogate);
        return length > model.MaxPromptLength
            ? new(
                RequestField.Prompt.Name,
                FormattableString.Invariant($"The prompt has {length:N0} characters, but {model} supports at most {model.MaxPromptLength:N0}."),
                "Shorten the prompt" + OrSkip)
            : null;
    }

    static RequestError? ValidateCount(ImageModel model, ImageGenerationRequest request)
    {
        string? format = request.Values.Get(RequestField.OutputFormat);
        int? maxCount = model.GetMaxCount(format);
        string kind = maxCount == model.MaxCount ? string.Empty : $" with {RequestField.OutputFormat} {format}";
        return request.Count > maxCount
            ? new(
                RequestField.Count.Name,
                $"{model} creates at most {maxCount} per request{kind}, not {request.Count}.",
                "Specify a lower count" + OrSkip)
            : null;
    }

    static RequestError? ValidateField(ImageModel model, RequestField field, ImageGenerationRequest request)
    {
        IReadOnlyList<string>? supported = model.GetSupportedValues(field);
        string? value = request.GetWireValue(field) as string;
        if (supported is { Count: 0 } && request.AdditionalProperties.ContainsKey(field.Name))
        {
            return Unsupported(model, field);
        }

        if (value is null
            || supported?.Contains(value, StringComparer.Ordinal) == true
            || model.GetConstraint(field)?.IsSatisfiedBy(value) == true)
        {
            return null;
        }

        if (supported is null)
        {
            return model.RejectsUnknownFields && KnownImageModels.IsListed(field) ? Unsupported(model, field) : null;
        }

        string constraint = model.GetConstraint(field) is { } sizes ? $", and {sizes}" : string.Empty;
        return new(
            field.Name,
            $"{model} doesn't support {field} '{value}'. It supports {string.Join(", ", supported)}{constraint}.",
            "Specify a supported value" + OrSkip);
    }

    static RequestError? ValidateRule(ImageModel model, FieldRule rule, RequestValues values)
    {
        if (values[rule.Field] is not { } value || (rule.Value is not null && !rule.Value.Equals(value)))
        {
            return null;
        }

        if (model.GetSupportedValues(rule.Other) is null)
        {
            return model.RejectsUnknownFields ? Unsupported(model, rule.Field) : null;
        }

        if (rule.OtherValues.Contains(values[rule.Other] ?? rule.Other.ServiceDefault))
        {
            return null;
        }

        string needed = string.Join(" or ", rule.OtherValues);
        return new(
            rule.Field.Name,
            $"{model} supports {rule.Field} {value} only with {rule.Other} {needed}.",
            $"Specify -{rule.Other.ParameterName} {needed}" + OrSkip);
    }

    static RequestError Unsupported(ImageModel model, RequestField field)
    {
        IEnumerable<string> supported = model.Values.Where(values => values.Value.Length > 0).Select(values => values.Key);
        return new(field.Name, $"{model} doesn't support {field}. It supports {string.Join(", ", supported)}.", "Leave it out" + OrSkip);
    }

    static bool AreEqual(object value, JsonElement other) => value switch
    {
        int number => other.ValueKind == JsonValueKind.Number && other.GetRawText() == number.ToString(CultureInfo.InvariantCulture),
        _ => other.ValueKind == JsonValueKind.String && other.GetString() == (string)value,
    };
}
