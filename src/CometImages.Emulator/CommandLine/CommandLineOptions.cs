using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CometImages.Emulator.Control;

namespace CometImages.Emulator.CommandLine;

/// <summary>What the command line asks for, by the platform's own configuration.</summary>
sealed record CommandLineOptions(EmulatorOptions Options, IReadOnlyList<FaultRule> Faults)
{
    public const int DefaultPort = 5077;

    const string Fault = "fault";

    static readonly Dictionary<string, JsonPropertyInfo> Settings = SettingsPatch.Members.ToDictionary(
        member => Kebab(member.Name), StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">An option or its value is wrong; the message is for the user.</exception>
    public static CommandLineOptions Read(IReadOnlyList<string> arguments)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddCommandLine([.. NumberFaults(arguments)]).Build();
        EmulatorSettings settings = new();
        List<FaultRule> faults = [];
        int port = DefaultPort;
        int picturePort = 0;
        string? key = null;
        foreach (IConfigurationSection option in configuration.GetChildren())
        {
            switch (option.Key.ToLowerInvariant())
            {
                case "port":
                    port = Port(option);
                    break;
                case "picture-port":
                    picturePort = Port(option);
                    break;
                case "key":
                    key = option.Value ?? "";
                    break;
                case Fault:
                    faults.AddRange(option.GetChildren().SelectMany(rule => Rules(rule.Value ?? "")));
                    break;
                default:
                    Set(settings, option);
                    break;
            }
        }

        EmulatorOptions options = new() { Port = port, PicturePort = picturePort, Key = key, Settings = settings };
        return new CommandLineOptions(options, faults);
    }

    /// <summary><c>latencyMs</c> as <c>latency-ms</c>.</summary>
    public static string Kebab(string name)
    {
        StringBuilder kebab = new();
        foreach (char letter in name)
            kebab.Append(char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString());
        return kebab.ToString();
    }

    /// <summary>The platform keeps only the last of several equal options; numbered, they all stay.</summary>
    static IEnumerable<string> NumberFaults(IReadOnlyList<string> arguments)
    {
        const string Option = "--" + Fault;
        int number = 0;
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                throw new ArgumentException($"'{argument}' is no option. See --help.");
            bool hasValue = argument.Contains('=', StringComparison.Ordinal);
            if (!hasValue && ++index >= arguments.Count)
                throw new ArgumentException($"{argument} wants a value. See --help.");
            string option = hasValue ? argument : $"{argument}={arguments[index]}";
            yield return option.StartsWith(Option + "=", StringComparison.OrdinalIgnoreCase)
                ? string.Create(CultureInfo.InvariantCulture, $"{Option}:{number++}={option.AsSpan(Option.Length + 1)}")
                : option;
        }
    }

    static int Port(IConfigurationSection option) =>
        int.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= ushort.MaxValue
            ? port
            : throw new ArgumentException($"--{option.Key} must be a number from 0 (any free port) to {ushort.MaxValue}.");

    static FaultRule[] Rules(string json)
    {
        try
        {
            return RuleReader.Read(json);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"--fault: {error.Message}", error);
        }
    }

    static void Set(EmulatorSettings settings, IConfigurationSection option)
    {
        if (!Settings.TryGetValue(option.Key, out JsonPropertyInfo? member))
            throw new ArgumentException($"There is no option --{option.Key}. See --help.");
        Type type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        string value = type == typeof(string) || type.IsEnum
            ? $"\"{JsonEncodedText.Encode(option.Value ?? "")}\""
            : (option.Value ?? "").ToLowerInvariant();
        try
        {
            using JsonDocument patch = JsonDocument.Parse($"{{\"{member.Name}\":{value}}}");
            SettingsPatch.Apply(settings, patch.RootElement);
        }
        catch (JsonException)
        {
            throw new ArgumentException($"'{option.Value}' is no value for --{option.Key}: {SettingsPatch.Describe(member)}.");
        }
    }
}
