namespace CometImages.Models;

/// <summary>A model's prices in <see cref="Currency"/>; any of them may be unknown.</summary>
sealed class ModelPricing
{
    /// <summary>Currency and unit, such as <c>USD / M Tokens</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>The price of input tokens.</summary>
    public decimal? Input { get; init; }

    /// <summary>The price of output tokens.</summary>
    public decimal? Output { get; init; }

    /// <summary>The price of one request.</summary>
    public decimal? PerRequest { get; init; }

    /// <summary>The price of one second.</summary>
    public decimal? PerSecond { get; init; }
}
