using System.Text.Json;
using CometImages.Models;
using CometImages.Text;

namespace CometImages.Pricing;

/// <summary>The prices of a catalog at a time. The JSON is read and written by hand, because a serializer would add 25 ms.</summary>
/// <param name="source">The URL of the catalog.</param>
/// <param name="time">The time when the catalog was read.</param>
/// <param name="prices">The prices by the IDs of the models.</param>
sealed class PriceList(string source, DateTimeOffset time, IReadOnlyDictionary<string, ModelPricing> prices)
{
    public string Source => source;

    public DateTimeOffset Time => time;

    public static PriceList FromCatalog(string source, DateTimeOffset time, IEnumerable<CatalogModel> catalog)
    {
        Dictionary<string, ModelPricing> prices = new(StringComparer.Ordinal);
        foreach (CatalogModel model in catalog)
        {
            if (model.Pricing is { } pricing)
            {
                prices[model.Id] = pricing;
            }
        }

        return new PriceList(source, time, prices);
    }

    /// <exception cref="JsonException">The text isn't JSON.</exception>
    /// <exception cref="InvalidOperationException">The JSON isn't a list of prices.</exception>
    /// <exception cref="KeyNotFoundException">The JSON isn't a list of prices.</exception>
    /// <exception cref="FormatException">The JSON isn't a list of prices.</exception>
    public static PriceList FromJson(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new PriceList(
            root.GetProperty("source").GetString()!,
            root.GetProperty("time").GetDateTimeOffset(),
            root.GetProperty("prices").EnumerateObject().ToDictionary(model => model.Name, model => ReadPricing(model.Value), StringComparer.Ordinal));
    }

    /// <summary>Gets the prices of a model, or null if the catalog doesn't contain them.</summary>
    public ModelPricing? Find(string model) => prices.TryGetValue(model, out ModelPricing? pricing) ? pricing : null;

    public byte[] ToJson()
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("source", source);
            writer.WriteString("time", time);
            writer.WriteStartObject("prices");
            foreach (KeyValuePair<string, ModelPricing> model in prices)
            {
                writer.WriteStartObject(model.Key);
                writer.WriteText(nameof(ModelPricing.Currency), model.Value.Currency);
                writer.WriteDecimal(nameof(ModelPricing.Input), model.Value.Input);
                writer.WriteDecimal(nameof(ModelPricing.Output), model.Value.Output);
                writer.WriteDecimal(nameof(ModelPricing.PerRequest), model.Value.PerRequest);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }

    static ModelPricing ReadPricing(JsonElement pricing) => new()
    {
        Currency = pricing.GetText(nameof(ModelPricing.Currency)),
        Input = pricing.GetDecimal(nameof(ModelPricing.Input)),
        Output = pricing.GetDecimal(nameof(ModelPricing.Output)),
        PerRequest = pricing.GetDecimal(nameof(ModelPricing.PerRequest)),
    };
}
