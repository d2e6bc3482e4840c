namespace CometImages.Images;

/// <summary>The cost of a request.</summary>
/// <param name="Amount">The cost in US dollars, or null if it isn't known.</param>
/// <param name="Basis">How the cost was calculated.</param>
sealed record RequestCost(decimal? Amount, CostBasis Basis)
{
    public static RequestCost Unknown { get; } = new(null, CostBasis.Unknown);
}
