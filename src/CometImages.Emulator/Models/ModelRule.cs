using System.Text.Json;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Models;

/// <summary>A model or a family of models: what it accepts and what its responses look like.</summary>
sealed record ModelRule(string Pattern, SizeRule Sizes, ResponseProfile Response, IReadOnlyDictionary<string, FieldRule> Fields)
{
    /// <summary>Gets a value that indicates whether the model accepts fields that are not in <see cref="Fields"/>.</summary>
    public bool AcceptsAnyField { get; init; }

    /// <summary>Returns why the model rejects a field, as the end of a sentence, or null if the model accepts it.</summary>
    public string? GetProblem(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Null && Fields.ContainsKey(field.Name) ? null
        : Fields.TryGetValue(field.Name, out FieldRule? rule) ? rule(field.Value)
        : AcceptsAnyField ? null
        : "the model doesn't accept this parameter.";
}

/// <summary>What the responses of a model look like.</summary>
sealed record ResponseProfile
{
    /// <summary>Gets the format of images at URLs, or null if the model always returns base64.</summary>
    public ImageFormat? UrlFormat { get; init; } = ImageFormat.WebP;

    public ImageFormat Base64Format { get; init; } = ImageFormat.Png;

    public bool HasRevisedPrompt { get; init; }

    /// <summary>Gets a value that indicates whether responses contain background, output_format, quality, and size.</summary>
    public bool HasOutputSettings { get; init; }

    /// <summary>Gets a value that indicates whether responses contain the model and the size of each item, and can be a series.</summary>
    public bool IsSeedream { get; init; }

    public UsageShape Usage { get; init; } = UsageShape.None;
}
