using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CometImages.Emulator.Configuration;

/// <summary>Properties by their JSON names, for the control endpoint, the command line, and the help.</summary>
static class DescribedProperties
{
    /// <summary>Returns the names and the descriptions of the properties that have one.</summary>
    public static IReadOnlyDictionary<string, string> GetDescriptions<T>() => (
        from property in EmulatorJson.Options.GetTypeInfo(typeof(T)).Properties
        from description in property.AttributeProvider!.GetCustomAttributes(inherit: false).OfType<DescriptionAttribute>()
        select (property.Name, description.Description)).ToDictionary();

    /// <summary>Returns a copy of an object with some properties changed.</summary>
    /// <exception cref="ArgumentException">A name or a value is invalid.</exception>
    public static T Change<T>(T original, JsonObject changes)
    {
        IReadOnlyDictionary<string, string> descriptions = GetDescriptions<T>();
        JsonObject changed = JsonSerializer.SerializeToNode(original, EmulatorJson.Options)!.AsObject();
        foreach ((string name, JsonNode? value) in changes)
        {
            changed[name] = descriptions.ContainsKey(name)
                ? value?.DeepClone()
                : throw new ArgumentException($"Unknown setting '{name}'. Valid settings are {string.Join(", ", descriptions.Keys)}.");
        }

        try
        {
            return changed.Deserialize<T>(EmulatorJson.Options)!;
        }
        catch (JsonException error) when (error.Path is ['$', '.', .. string name])
        {
            throw new ArgumentException($"'{changed[name]}' isn't a valid value for '{name}' ({descriptions[name]}).", error);
        }
    }
}
