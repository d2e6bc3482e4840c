namespace CometImages.Pricing;

/// <summary>What is known about the cost of a request before it's sent.</summary>
/// <param name="Highest">The highest cost of such a request in US dollars, or null if it isn't known.</param>
/// <param name="IsExact">Whether the request costs exactly that.</param>
readonly record struct CostEstimate(decimal? Highest, bool IsExact);
