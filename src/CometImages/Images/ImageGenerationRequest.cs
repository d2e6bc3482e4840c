using System.Text.Json;
using CometImages.Models;

namespace CometImages.Images;

/// <summary>A request for images: the values of its fields, and a provider's own fields.</summary>
sealed class ImageGenerationRequest
{
    /// <summary>Creates a request for the default model.</summary>
    public ImageGenerationRequest()
        : this(new RequestValues())
    {
    }

    /// <summary>Creates a request with a copy of values. The model is the default one unless specified.</summary>
    public ImageGenerationRequest(RequestValues values)
    {
        Values = new RequestValues(values);
        Values[RequestField.Model] ??= KnownImageModels.Default.Id;
    }

    public RequestValues Values { get; }

    public string Model
    {
        get => Values.Get(RequestField.Model)!;
        init => Values.Set(RequestField.Model, value);
    }

    public string Prompt
    {
        get => Values.Get(RequestField.Prompt) ?? string.Empty;
        init => Values.Set(RequestField.Prompt, value);
    }

    /// <summary>Gets the number of images, or null if it isn't specified and the service creates one.</summary>
    public int? Count
    {
        get => Values.Get(RequestField.Count);
        init => Values.Set(RequestField.Count, value);
    }

    /// <summary>Gets the provider's own fields, which are sent as specified.</summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Returns the same request for another number of images.</summary>
    public ImageGenerationRequest WithCount(int count) => new(Values) { Count = count, AdditionalProperties = AdditionalProperties };

    /// <summary>Gets the string or integer to send, or null if the field isn't set or the model's list of values for it is empty.</summary>
    public object? GetWireValue(RequestField field) =>
        Values[field] is { } value && KnownImageModels.Find(Model)?.GetSupportedValues(field) is not { Count: 0 }
            ? RequestField.ToWireValue(value)
            : null;
}
