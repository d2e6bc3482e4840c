using System.Text.Json;
using CometImages.Models;
using CometImages.Requests;

namespace CometImages.Images;

/// <summary>What to ask for. Everything but the prompt is optional, and what is not set is not sent.</summary>
sealed class ImageGenerationRequest
{
    /// <summary>What the picture shows. The model table has the longest length of each model.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model's id. Default <c>dall-e-3</c>.</summary>
    public string Model { get; init; } = KnownImageModels.Default;

    /// <summary>How many pictures, 1 to 10; not sent when null.</summary>
    public int? Count { get; init; }

    /// <summary>The size, such as <c>1024x1024</c>.</summary>
    public string? Size { get; init; }

    /// <summary>The quality: <c>standard</c>, <c>hd</c>, <c>auto</c>, <c>low</c>, <c>medium</c>, <c>high</c>, as the model takes.</summary>
    public string? Quality { get; init; }

    /// <summary>The style: <c>vivid</c> or <c>natural</c> (dall-e-3).</summary>
    public string? Style { get; init; }

    /// <summary>The background: <c>auto</c>, <c>transparent</c> or <c>opaque</c> (gpt-image models).</summary>
    public string? Background { get; init; }

    /// <summary>The moderation level: <c>auto</c> or <c>low</c> (gpt-image models).</summary>
    public string? Moderation { get; init; }

    /// <summary>The file format: <c>png</c>, <c>jpeg</c> or <c>webp</c> (gpt-image models).</summary>
    public string? OutputFormat { get; init; }

    /// <summary>The compression of jpeg and webp, 0 to 100 percent (gpt-image models).</summary>
    public int? OutputCompression { get; init; }

    /// <summary>How to answer, for models that can be asked.</summary>
    public ImageResponseFormat? ResponseFormat { get; init; }

    /// <summary>An id of the end user, for the provider's abuse detection.</summary>
    public string? User { get; init; }

    /// <summary>A provider's own fields, merged into the body as given.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalProperties { get; init; }

    /// <summary>What is wrong with the request whatever the model, as a sentence, or null.</summary>
    public string? Contradiction => ImageRequestValidator.ValidateRequest(this);

    /// <summary>What the model is known not to take, with what it does take, as a sentence, or null. An unknown model takes anything.</summary>
    public string? Refusal => ImageRequestValidator.ValidateForModel(this);
}
