using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Configuration;

namespace CometImages.Emulator.CommandLine;

/// <summary>What the command line specifies.</summary>
sealed record CommandLineOptions(EmulatorOptions Options, FaultRule[] Faults)
{
    public const int DefaultPort = 5077;

    /// <summary>Gets the name of each setting by its option, such as <c>latencyMs</c> by <c>--latency-ms</c>.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = NamedSettings.Descriptions.Keys.ToDictionary(
        name => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(name), StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">An option or its value is invalid; the message is for the user.</exception>
    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        int port = DefaultPort;
        int imagePort = 0;
        string? key = null;
        JsonObject settings = [];
        List<FaultRule> faults = [];
        foreach ((string option, string value) in ReadPairs(arguments))
        {
            switch (option.ToLowerInvariant())
            {
                case "--port":
                    port = ParsePort(option, value);
                    break;
                case "--image-port":
                    imagePort = ParsePort(option, value);
                    break;
                case "--key":
                    key = value;
                    break;
                case "--fault":
                    faults.AddRange(ParseRules(value));
                    break;
                default:
                    string name = Settings.GetValueOrDefault(option) ?? throw Invalid($"Unknown option '{option}'.");
                    settings[name] = bool.TryParse(value, out bool flag) ? flag : value;
                    break;
            }
        }

        EmulatorOptions options = new()
        {
            Port = port,
            ImagePort = imagePort,
            Key = key,
            Settings = NamedSettings.Change(new EmulatorSettings(), settings),
        };
        return new CommandLineOptions(options, [.. faults]);
    }

    static IEnumerable<(string Option, string Value)> ReadPairs(IReadOnlyList<string> arguments)
    {
        for (int index = 0; index < arguments.Count; index++)
        {
            string[] parts = arguments[index].Split('=', 2);
            if (!parts[0].StartsWith("--", StringComparison.Ordinal))
            {
                throw Invalid($"Unexpected argument '{arguments[index]}'.");
            }

            if (parts.Length == 1 && ++index == arguments.Count)
            {
                throw Invalid($"The option '{parts[0]}' requires a value.");
            }

            yield return (parts[0], parts.Length == 2 ? parts[1] : arguments[index]);
        }
    }

    static int ParsePort(string option, string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw Invalid($"The value of '{option}' must be a number from 0 (any free port) to {ushort.MaxValue}.");

    static FaultRule[] ParseRules(string json)
    {
        try
        {
            return EmulatorJson.ReadRules(json);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The value of '--fault' isn't a valid rule. {error.Message}", error);
        }
    }

    static ArgumentException Invalid(string message) => new($"{message} For a list of options, use --help.");
}
