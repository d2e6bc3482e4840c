using System.Globalization;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>One field of the request: its name on the wire, where its value stands, and which values a model takes.</summary>
sealed class RequestField(string name, Func<ImageGenerationRequest, object?> value, Func<ImageModel, IReadOnlyList<string>?>? allowedValues = null)
{
    public string Name { get; } = name;

    /// <summary>A string, an int, or null when the field was not set.</summary>
    public Func<ImageGenerationRequest, object?> Value { get; } = value;

    /// <summary>The values that a model takes; null from it means that only the provider knows.</summary>
    public Func<ImageModel, IReadOnlyList<string>?>? AllowedValues { get; } = allowedValues;

    public static IReadOnlyList<RequestField> All { get; } =
    [
        new("model", r => r.Model),
        new("prompt", r => r.Prompt),
        new("n", r => r.Count),
        new("size", r => r.Size, m => m.Sizes),
        new("quality", r => r.Quality, m => m.Qualities),
        new("style", r => r.Style, m => m.Styles),
        new("background", r => r.Background, m => m.Backgrounds),
        new("moderation", r => r.Moderation, m => m.Moderations),
        new("output_format", r => r.OutputFormat, m => m.OutputFormats),
        new("output_compression", r => r.OutputCompression),
        new("response_format", GetResponseFormat),
        new("user", r => r.User),
    ];

    public static RequestField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>Whether a JSON value says the same as this field's.</summary>
    public bool ValueEquals(ImageGenerationRequest request, JsonElement other) => Value(request) switch
    {
        string text => other.ValueKind == JsonValueKind.String && other.GetString() == text,
        int number => other.ValueKind == JsonValueKind.Number && other.GetRawText() == number.ToString(CultureInfo.InvariantCulture),
        _ => true,
    };

    // Models that always answer base64 refuse the field, so it is never sent to them.
    static string? GetResponseFormat(ImageGenerationRequest request) => KnownImageModels.Find(request.Model) is { ReturnsBase64Only: true }
        ? null
        : request.ResponseFormat switch
        {
            ImageResponseFormat.Url => "url",
            ImageResponseFormat.Base64 => "b64_json",
            _ => null,
        };
}
