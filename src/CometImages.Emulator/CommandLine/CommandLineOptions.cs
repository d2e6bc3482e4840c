using System.Text.Json;
using System.Text.Json.Nodes;

namespace CometImages.Emulator.CommandLine;

/// <summary>What the command line specifies.</summary>
sealed record CommandLineOptions(ProgramOptions Program, EmulatorOptions Options, FaultRule[] Faults)
{
    const int DefaultPort = 5077;

    /// <exception cref="ArgumentException">An option or its value is invalid; the message is for the user.</exception>
    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        JsonObject program = [];
        JsonObject options = [];
        JsonObject settings = [];
        Dictionary<string, (JsonObject Target, string Property)> properties =
            new([.. GetProperties<ProgramOptions>(program), .. GetProperties<EmulatorOptions>(options), .. GetProperties<EmulatorSettings>(settings)]);
        List<FaultRule> faults = [];
        foreach ((string name, string value) in ReadPairs(arguments))
        {
            if (name == "--fault")
            {
                faults.AddRange(ParseRules(value));
            }
            else if (properties.TryGetValue(name, out (JsonObject Target, string Property) found))
            {
                found.Target[found.Property] = bool.TryParse(value, out bool flag) ? flag : value;
            }
            else
            {
                throw Invalid($"Unknown option '{name}'.");
            }
        }

        EmulatorOptions defaults = new() { Port = DefaultPort, Settings = DescribedProperties.Change(new EmulatorSettings(), settings) };
        return new CommandLineOptions(
            DescribedProperties.Change(new ProgramOptions(), program), DescribedProperties.Change(defaults, options), [.. faults]);
    }

    /// <summary>Returns the option of a property, such as <c>--latency-ms</c> of <c>latencyMs</c>.</summary>
    public static string GetOption(string property) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(property);

    static IEnumerable<KeyValuePair<string, (JsonObject Target, string Property)>> GetProperties<T>(JsonObject target) =>
        DescribedProperties.GetDescriptions<T>().Keys.Select(property => KeyValuePair.Create(GetOption(property), (target, property)));

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
