using System.Text.Json.Serialization;

namespace CometImages.Models;

/// <summary>An entry of CometAPI's public catalog.</summary>
sealed class CatalogModel
{
    public required string Id { get; init; }

    public string? Provider { get; init; }

    /// <summary>Gets the kind of the model: <c>image</c> for image models.</summary>
    public string? ModelType { get; init; }

    /// <summary>Gets a value that indicates whether the model creates or edits images.</summary>
    [JsonIgnore]
    public bool IsImageModel => ModelType == "image";

    /// <summary>Gets what the model can do, such as <c>text-to-image</c>. The catalog's list is incomplete.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    public ModelPricing? Pricing { get; init; }

    public string? ApiDocUrl { get; init; }
}
