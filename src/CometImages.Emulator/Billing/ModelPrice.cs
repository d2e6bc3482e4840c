using System.Text.Json.Nodes;

namespace CometImages.Emulator.Billing;

/// <summary>The prices of a model in US dollars, as the catalog lists them.</summary>
sealed record ModelPrice(decimal? Input, decimal? Output, decimal? PerRequest)
{
    const decimal TokensPerUnit = 1_000_000;

    static readonly Lazy<Dictionary<string, ModelPrice>> s_all = new(() => Catalog.Models.ToDictionary(
        model => (string)model["id"]!, model => Read(model["pricing"]!)));

    /// <summary>Gets the prices of a model, or null if the catalog doesn't contain it.</summary>
    public static ModelPrice? Find(string model) => s_all.Value.GetValueOrDefault(model);

    /// <summary>Gets the cost of a request, or null if the model is free.</summary>
    public decimal? GetCost(int imageCount, int inputTokens, int outputTokens) =>
        (imageCount * PerRequest) ?? (((inputTokens * Input) + (outputTokens * Output)) / TokensPerUnit);

    static ModelPrice Read(JsonNode pricing) =>
        new((decimal?)pricing["input"], (decimal?)pricing["output"], (decimal?)pricing["per_request"]);
}
