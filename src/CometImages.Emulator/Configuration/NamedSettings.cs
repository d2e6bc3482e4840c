using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CometImages.Emulator.Configuration;

/// <summary>The settings by their JSON names, for the control endpoint, the command line, and the help.</summary>
static class NamedSettings
{
    /// <summary>Gets the description of each setting by its name.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } =
        EmulatorJson.Options.GetTypeInfo(typeof(EmulatorSettings)).Properties.ToDictionary(
            property => property.Name,
            property => property.AttributeProvider!.GetCustomAttributes(inherit: false).OfType<DescriptionAttribute>().Single().Description);

    /// <summary>Returns a copy of the settings with some values changed.</summary>
    /// <exception cref="ArgumentException">A name or a value is invalid.</exception>
    public static EmulatorSettings Change(EmulatorSettings settings, JsonObject changes)
    {
        JsonObject changed = JsonSerializer.SerializeToNode(settings, EmulatorJson.Options)!.AsObject();
        foreach ((string name, JsonNode? value) in changes)
        {
            if (!changed.ContainsKey(name))
            {
                throw new ArgumentException($"Unknown setting '{name}'. Valid settings are {string.Join(", ", Descriptions.Keys)}.");
            }

            changed[name] = value?.DeepClone();
        }

        try
        {
            return changed.Deserialize<EmulatorSettings>(EmulatorJson.Options)!;
        }
        catch (JsonException error) when (error.Path is ['$', '.', .. string name])
        {
            throw new ArgumentException($"'{changed[name]}' isn't a valid value for '{name}' ({Descriptions[name]}).", error);
        }
    }
}
