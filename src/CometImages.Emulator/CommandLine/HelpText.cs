using System.Text;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Faults;

namespace CometImages.Emulator.CommandLine;

/// <summary>The output of <c>--help</c>.</summary>
static class HelpText
{
    const int NameWidth = 30;

    public static string Create()
    {
        StringBuilder text = new();
        text.AppendLine("Emulates the image API on this machine: real HTTP, real images, and faults on demand.").AppendLine();
        text.AppendLine("Options:");
        AppendRow(text, "--port", $"TCP port of the API (default {CommandLineOptions.DefaultPort}; 0 = any free port)");
        AppendRow(text, "--image-port", "TCP port of the image server (default: any free port)");
        AppendRow(text, "--key", "API key to accept (default: a random key)");
        AppendRow(text, "--fault", "a rule, or an array of rules, in JSON; can be specified more than once");
        foreach ((string option, string setting) in CommandLineOptions.Settings)
        {
            AppendRow(text, option, NamedSettings.Descriptions[setting]);
        }

        text.AppendLine().AppendLine("""Faults, for example --fault '{"fault":"respond","status":429,"headers":{"Retry-After":"2"},"count":3}':""");
        foreach (FaultDefinition fault in FaultRegistry.All)
        {
            AppendRow(text, fault.Name, fault.Description);
        }

        return text.ToString();
    }

    static void AppendRow(StringBuilder text, string name, string description) =>
        text.Append("  ").Append(name.PadRight(NameWidth)).AppendLine(description);
}
