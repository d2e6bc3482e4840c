using CometImages.Images;
using CometImages.Models;
using CometImages.Pricing;

namespace CometImages.PowerShell.Planning;

/// <summary>Estimates what requests cost.</summary>
/// <param name="prices">The prices of the catalog, or null if it couldn't be read.</param>
/// <param name="history">What earlier requests cost.</param>
sealed class CostEstimator(PriceList? prices, CostHistory history)
{
    static readonly RequestField[] s_fields = [RequestField.Model, RequestField.Size, RequestField.Resolution, RequestField.Quality];

    /// <summary>Estimates the cost of the requests to one model.</summary>
    public CometImageCost Estimate(string model, IReadOnlyCollection<ImageGenerationRequest> requests)
    {
        ModelPricing? pricing = prices?.Find(model);
        (ImageGenerationRequest Request, CostRange? Cost)[] costs = [.. requests.Select(request => (request, Estimate(pricing, request)))];
        CostRange? total = costs.Select(item => item.Cost).Aggregate((left, right) => left + right);
        return new CometImageCost
        {
            Model = model,
            Images = requests.Sum(request => request.Count ?? 1),
            Requests = requests.Count,
            Minimum = total?.Minimum,
            Maximum = total?.Maximum,
            Basis = total is null ? CostEstimateBasis.Unknown
                : CostCalculator.GetImagePrice(pricing) is null ? CostEstimateBasis.History
                : CostEstimateBasis.PerRequest,
            Recommendation = total is null ? GetRecommendation(pricing, costs.First(item => item.Cost is null).Request) : null,
        };
    }

    CostRange? Estimate(ModelPricing? pricing, ImageGenerationRequest request)
    {
        int count = request.Count ?? 1;
        if (CostCalculator.GetImagePrice(pricing) is { } price)
        {
            return new CostRange(count * price, count * price);
        }

        // The history contains no cost of an edit whose model is priced by tokens.
        return request.Images.Count == 0 && history.FindForImage(RequestCostKey.FromRequest(request)) is { } image
            ? new CostRange(count * image.Minimum, count * image.Maximum)
            : null;
    }

    string GetRecommendation(ModelPricing? pricing, ImageGenerationRequest request)
    {
        if (prices is null)
        {
            return "Run the command again when the catalog can be read.";
        }

        IEnumerable<string> values = s_fields.Where(field => request.Values[field] is not null)
            .Select(field => $"-{field.ParameterName} {request.Values[field]} ");
        return CostCalculator.IsPricedByTokens(pricing, request)
            ? $"Create an image with New-CometImage {string.Concat(values)}-Cost, and run the command again."
            : "The catalog doesn't contain what it needs to calculate the cost. Use the billing records of an earlier request.";
    }
}
