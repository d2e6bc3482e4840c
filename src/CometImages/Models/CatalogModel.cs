namespace CometImages.Models;

/// <summary>One entry of CometAPI's public catalogue.</summary>
sealed class CatalogModel
{
    /// <summary>The model's id.</summary>
    public required string Id { get; init; }

    /// <summary>Who made the model.</summary>
    public string? Provider { get; init; }

    /// <summary>What it makes: <c>image</c> for image models.</summary>
    public string? ModelType { get; init; }

    /// <summary>What it can do, such as <c>text-to-image</c>.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Its prices, where known.</summary>
    public ModelPricing? Pricing { get; init; }

    /// <summary>Its documentation.</summary>
    public string? ApiDocUrl { get; init; }
}
