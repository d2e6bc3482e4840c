using CometImages.Emulator.Faults;

namespace CometImages.Emulator.CommandLine;

/// <summary>The output of <c>--help</c>.</summary>
static class HelpText
{
    const int NameWidth = 30;

    public static string Create() =>
        $$"""
        Emulates the image API on this machine: real HTTP, real images, and faults on demand.

        Options:
        {{FormatOptions<EmulatorOptions>()}}
        {{FormatOptions<EmulatorSettings>()}}
        {{FormatOptions<ProgramOptions>()}}
        {{Format("--fault", "a rule, or an array of rules, in JSON; can be specified more than once")}}

        Faults, for example --fault '{"fault":"respond","status":429,"headers":{"Retry-After":"2"},"count":3}':
        {{string.Join('\n', FaultRegistry.All.Select(fault => Format(fault.Name, fault.Description)))}}

        """;

    static string FormatOptions<T>() => string.Join('\n', DescribedProperties.GetDescriptions<T>().Select(property =>
        Format(CommandLineOptions.GetOption(property.Key), property.Value)));

    static string Format(string name, string description) => $"  {name.PadRight(NameWidth)}{description}";
}
