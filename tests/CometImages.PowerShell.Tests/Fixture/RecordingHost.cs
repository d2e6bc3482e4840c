using System.Globalization;
using System.Management.Automation.Host;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>A terminal of a fixed width that keeps what is written to it.</summary>
sealed class RecordingHost(int width) : PSHost
{
    readonly RecordingUserInterface _ui = new(width);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Recording";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    /// <summary>The lines that were written and say something.</summary>
    public IReadOnlyList<string> Lines => [.. _ui.Text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
