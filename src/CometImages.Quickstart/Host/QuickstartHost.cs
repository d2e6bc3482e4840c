using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace CometImages.Quickstart.Host;

/// <summary>What the engine writes to. The hosts that come with PowerShell need more of it than the engine's package brings.</summary>
sealed class QuickstartHost(Screen screen) : PSHost
{
    public override string Name => "CometImages.Quickstart";

    public override Version Version { get; } = typeof(QuickstartHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new QuickstartUserInterface(screen);

    /// <summary>What the script's <c>exit</c> said.</summary>
    public int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new PSNotSupportedException("The quickstart has no prompt to suspend to.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
