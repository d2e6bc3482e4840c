namespace CometImages.Models;

/// <summary>A model's prices in <see cref="Currency"/>. Any of them can be null.</summary>
sealed class ModelPricing
{
    /// <summary>Gets the currency and unit, such as <c>USD / M Tokens</c>.</summary>
    public string? Currency { get; init; }

    public decimal? Input { get; init; }

    public decimal? Output { get; init; }

    public decimal? PerRequest { get; init; }

    public decimal? PerSecond { get; init; }
}
