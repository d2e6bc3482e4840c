using System.Text.Json;

namespace CometImages.Emulator.Control;

/// <summary>Rules from JSON: one, or a list of them.</summary>
static class RuleReader
{
    /// <exception cref="JsonException">This is no rule.</exception>
    public static FaultRule[] Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.Deserialize(EmulatorJson.Default.FaultRuleArray)!
            : [document.RootElement.Deserialize(EmulatorJson.Default.FaultRule) ?? throw new JsonException("A rule is an object.")];
    }
}
