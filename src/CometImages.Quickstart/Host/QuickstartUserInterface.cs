using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CometImages.Quickstart.Host;

/// <summary>The streams of the engine, on the screen.</summary>
sealed class QuickstartUserInterface(Screen screen) : PSHostUserInterface
{
    static readonly TimeSpan s_betweenProgress = TimeSpan.FromMilliseconds(100);

    long _progressShownAt;

    public override PSHostRawUserInterface RawUI { get; } = new QuickstartRawUserInterface();

    public override bool SupportsVirtualTerminal => screen.OutputTakesColour;

    public override void Write(string value) => screen.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => screen.Write(value);

    public override void WriteLine(string value) => screen.WriteLine(value);

    public override void WriteErrorLine(string value) => screen.WriteError(value);

    public override void WriteWarningLine(string message) => screen.WriteMessage("WARNING: " + message, Colour.Yellow);

    public override void WriteVerboseLine(string message) => screen.WriteMessage("VERBOSE: " + message, Colour.Grey);

    public override void WriteDebugLine(string message) => screen.WriteMessage("DEBUG: " + message, Colour.Grey);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            screen.ShowProgress(null);
        }
        else if (_progressShownAt == 0 || Stopwatch.GetElapsedTime(_progressShownAt) > s_betweenProgress)
        {
            string percent = record.PercentComplete >= 0 ? $" {record.PercentComplete} %" : "";
            screen.ShowProgress($"{record.Activity}: {record.StatusDescription} {record.CurrentOperation}".TrimEnd() + percent);
            _progressShownAt = Stopwatch.GetTimestamp();
        }
    }

    public override string ReadLine() => Console.In.ReadLine() ?? throw new HostException("There is no more input.");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        new ChoiceQuestion(screen, choices, defaultChoice).Ask(caption, message);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new HostException($"The quickstart does not ask for values. Give: -{string.Join(", -", descriptions.Select(field => field.Name))}.");

    public override SecureString ReadLineAsSecureString() => throw NoSecrets();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NoSecrets();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NoSecrets();

    static HostException NoSecrets() => new("The quickstart does not ask for passwords. Give a PSCredential or a SecureString.");
}
