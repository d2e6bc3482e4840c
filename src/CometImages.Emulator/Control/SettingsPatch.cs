using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CometImages.Emulator.Control;

/// <summary>The settings by their JSON names, for the control route and the command line alike.</summary>
static class SettingsPatch
{
    public static IReadOnlyList<JsonPropertyInfo> Members { get; } = [.. EmulatorJson.Default.EmulatorSettings.Properties];

    /// <summary>What the help says about a setting.</summary>
    public static string Describe(JsonPropertyInfo member) =>
        member.AttributeProvider!.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            .OfType<DescriptionAttribute>().Single().Description;

    /// <summary>Changes what is named and nothing else; all of it or, when one value is wrong, none.</summary>
    /// <exception cref="JsonException">A name or value is wrong.</exception>
    public static void Apply(EmulatorSettings settings, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            throw new JsonException("The settings are an object.");
        List<(JsonPropertyInfo Member, object? Value)> changes = [.. patch.EnumerateObject().Select(Read)];
        EmulatorSettings trial = new();
        changes.ForEach(change => Set(trial, change));
        changes.ForEach(change => Set(settings, change));
    }

    static (JsonPropertyInfo Member, object? Value) Read(JsonProperty patch)
    {
        JsonPropertyInfo member = Members.FirstOrDefault(member => member.Name == patch.Name)
            ?? throw new JsonException(
                $"There is no setting named '{patch.Name}'. The names are: {string.Join(", ", Members.Select(member => member.Name))}.");
        try
        {
            return (member, patch.Value.Deserialize(EmulatorJson.Default.GetTypeInfo(member.PropertyType)!));
        }
        catch (JsonException)
        {
            throw new JsonException($"'{patch.Value}' is no value for '{member.Name}': {Describe(member)}.");
        }
    }

    static void Set(EmulatorSettings settings, (JsonPropertyInfo Member, object? Value) change)
    {
        try
        {
            change.Member.Set!(settings, change.Value);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new JsonException($"'{change.Member.Name}' must be 0 or more.");
        }
    }
}
