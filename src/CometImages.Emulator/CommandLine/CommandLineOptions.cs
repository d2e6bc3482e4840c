using System.Text.Json;
using System.Text.Json.Nodes;

namespace CometImages.Emulator.CommandLine;

/// <summary>What the command line specifies.</summary>
sealed record CommandLineOptions(EmulatorOptions Options, FaultRule[] Faults)
{
    const int DefaultPort = 5077;

    /// <exception cref="ArgumentException">An option or its value is invalid; the message is for the user.</exception>
    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string> optionNames = GetNames<EmulatorOptions>();
        Dictionary<string, string> settingNames = GetNames<EmulatorSettings>();
        JsonObject options = [];
        JsonObject settings = [];
        List<FaultRule> faults = [];
        foreach ((string name, string value) in ReadPairs(arguments))
        {
            JsonNode node = bool.TryParse(value, out bool flag) ? flag : value;
            if (name == "--fault")
            {
                faults.AddRange(ParseRules(value));
            }
            else if (optionNames.TryGetValue(name, out string? option))
            {
                options[option] = node;
            }
            else
            {
                settings[settingNames.GetValueOrDefault(name) ?? throw Invalid($"Unknown option '{name}'.")] = node;
            }
        }

        EmulatorOptions defaults = new() { Port = DefaultPort, Settings = DescribedProperties.Change(new EmulatorSettings(), settings) };
        return new CommandLineOptions(DescribedProperties.Change(defaults, options), [.. faults]);
    }

    /// <summary>Returns the option of a property, such as <c>--latency-ms</c> of <c>latencyMs</c>.</summary>
    public static string GetOption(string property) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(property);

    static Dictionary<string, string> GetNames<T>() => DescribedProperties.GetDescriptions<T>().Keys.ToDictionary(GetOption);

    static IEnumerable<(string Name, string Value)> ReadPairs(IReadOnlyList<string> arguments)
    {
        for (int index = 0; index < arguments.Count; index++)
        {
            string[] parts = arguments[index].Split('=', 2);
            if (parts.Length == 1 && index + 1 == arguments.Count)
            {
                throw Invalid($"'{parts[0]}' isn't an option, or it requires a value.");
            }

            yield return (parts[0], parts.Length == 2 ? parts[1] : arguments[++index]);
        }
    }

    static FaultRule[] ParseRules(string json)
    {
        try
        {
            return EmulatorJson.ReadRules(json);
        }
        catch (JsonException error)
        {
            throw Invalid($"The value of '--fault' isn't a valid rule. {error.Message}");
        }
    }

    static ArgumentException Invalid(string message) => new($"{message} For a list of options, use --help.");
}
