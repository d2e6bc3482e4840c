using System.Text;
using CometImages.Emulator.Control;
using CometImages.Emulator.Faults;

namespace CometImages.Emulator.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
static class HelpText
{
    const int Column = 32;

    public static string Write()
    {
        StringBuilder text = new();
        text.AppendLine("A stand-in for the image API on loopback: real HTTP, real pictures, and faults on demand.").AppendLine();
        text.AppendLine("Options:");
        Row(text, "--port", $"the API's port; 0 = any free one (default {CommandLineOptions.DefaultPort})");
        Row(text, "--picture-port", "the pictures' port (default: any free one)");
        Row(text, "--key", "the key to take (default: a random one)");
        Row(text, "--fault", "a rule, or a list of rules, as JSON; may be given more than once");
        foreach (System.Text.Json.Serialization.Metadata.JsonPropertyInfo member in SettingsPatch.Members)
            Row(text, "--" + CommandLineOptions.Kebab(member.Name), SettingsPatch.Describe(member));
        text.AppendLine().AppendLine("""Faults, for example --fault '{"fault":"status","status":429,"retryAfter":"2","count":3}':""");
        foreach (FaultKind kind in FaultKinds.All)
            Row(text, kind.Name, kind.Description);
        return text.ToString();
    }

    static void Row(StringBuilder text, string name, string description) =>
        text.Append("  ").Append(name.PadRight(Column - 2)).AppendLine(description);
}
