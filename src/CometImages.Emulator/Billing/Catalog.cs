using System.Text.Json.Nodes;

namespace CometImages.Emulator.Billing;

/// <summary>The public catalog: all models with their prices.</summary>
static class Catalog
{
    static readonly Lazy<JsonObject> s_json = new(() => EmulatorJson.ReadResource<JsonObject>("catalog.json"));

    public static IEnumerable<JsonNode> Models => s_json.Value["data"]!.AsArray()!;

    /// <summary>Returns a copy that can be changed.</summary>
    public static JsonObject Copy() => s_json.Value.DeepClone().AsObject();
}
