using CometImages.Images;
using CometImages.Models;

namespace CometImages.Pricing;

/// <summary>Calculates what requests cost, as CometAPI documents it. A price of zero isn't a price, and nothing is estimated.</summary>
static class CostCalculator
{
    const decimal TokensPerUnit = 1_000_000;

    /// <summary>Calculates the cost of a request that returned images.</summary>
    /// <param name="pricing">The prices of the model, or null if they aren't known.</param>
    /// <param name="request">The request.</param>
    /// <param name="usage">The tokens that the service reported.</param>
    /// <param name="imageCount">The number of images that the service returned.</param>
    public static RequestCost Calculate(ModelPricing? pricing, ImageGenerationRequest request, ImageUsage usage, int imageCount)
    {
        if (GetImagePrice(pricing) is { } imagePrice)
        {
            return new RequestCost(imageCount * imagePrice, CostBasis.PerRequest);
        }

        return IsPricedByTokens(pricing, request) && usage is { InputTokens: { } input, OutputTokens: { } output }
            ? new RequestCost(((input * pricing!.Input) + (output * pricing.Output)) / TokensPerUnit, CostBasis.Usage)
            : RequestCost.Unknown;
    }

    /// <summary>Gets the price of each image, or null if the model doesn't have one. It takes precedence over the prices of tokens.</summary>
    public static decimal? GetImagePrice(ModelPricing? pricing) => pricing is { PerRequest: > 0 } && IsInDollars(pricing) ? pricing.PerRequest : null;

    /// <summary>Returns whether the tokens of a request have prices. Those of an image that is sent, and those of an SVG image, have none.</summary>
    public static bool IsPricedByTokens(ModelPricing? pricing, ImageGenerationRequest request) =>
        pricing is { Input: > 0, Output: > 0 } && IsInDollars(pricing)
        && request.Images.Count == 0 && request.Values.Get(RequestField.OutputFormat) != "svg";

    static bool IsInDollars(ModelPricing pricing) => pricing.Currency?.StartsWith("USD", StringComparison.Ordinal) != false;
}
