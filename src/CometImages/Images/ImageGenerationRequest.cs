using System.Text.Json;
using CometImages.Models;

namespace CometImages.Images;

/// <summary>A request for images: the values of its fields, a provider's own fields, and the images that it sends.</summary>
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

    ImageGenerationRequest(ImageGenerationRequest other)
        : this(other.Values)
    {
        AdditionalProperties = other.AdditionalProperties;
        Route = other.Route;
        Images = other.Images;
        IsEdit = other.IsEdit;
        Mask = other.Mask;
        SkipParameterCheck = other.SkipParameterCheck;
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

    public ImageRoute Route { get; init; }

    /// <summary>Gets the images to edit or to refer to. The first one is the image that is edited, if <see cref="IsEdit"/> is true.</summary>
    public IReadOnlyList<SourceImage> Images { get; init; } = [];

    /// <summary>Gets a value that indicates whether the first image is edited, also if the model takes it in a request for a new image.</summary>
    public bool IsEdit { get; init; }

    /// <summary>Gets the image whose transparent pixels show where the first image may change, or null.</summary>
    public SourceImage? Mask { get; init; }

    /// <summary>Gets a value that indicates whether values and images are sent that a known model isn't documented to support.</summary>
    public bool SkipParameterCheck { get; init; }

    /// <summary>Returns the same request for another number of images.</summary>
    public ImageGenerationRequest WithCount(int count) => new(this) { Count = count };

    /// <summary>Returns the same request with its images as files.</summary>
    public ImageGenerationRequest WithFiles(IReadOnlyList<SourceImage> images, SourceImage? mask) => new(this) { Images = images, Mask = mask };

    /// <summary>Gets the string or integer to send, or null if the field isn't set or the model's list of values for it is empty.</summary>
    public object? GetWireValue(RequestField field) =>
        Values[field] is { } value && KnownImageModels.Find(Model)?.GetSupportedValues(field) is not { Count: 0 }
            ? RequestField.ToWireValue(value)
            : null;

    /// <summary>Gets the names and values to send, in their documented order: strings, integers, and the provider's own JSON.</summary>
    public IEnumerable<(string Name, object Value)> GetWireValues()
    {
        foreach (RequestField field in RequestField.All)
        {
            if (GetWireValue(field) is { } value)
            {
                yield return (field.Name, value);
            }
        }

        foreach (KeyValuePair<string, JsonElement> property in AdditionalProperties)
        {
            // One that repeats a field is sent already. ImageRequestValidator rejects one that contradicts it.
            if (RequestField.Find(property.Key) is not { } field || GetWireValue(field) is null)
            {
                yield return (property.Key, property.Value);
            }
        }
    }
}
