using System.Text.RegularExpressions;

namespace CometImages.PowerShell.Display;

/// <summary>The console of this process. What it can display is detected once.</summary>
/// <param name="hostName">The name of PowerShell's host.</param>
/// <param name="cancellationToken">Cancels the detection.</param>
sealed class ConsoleTerminal(string hostName, CancellationToken cancellationToken)
{
    const string ConsoleHost = "ConsoleHost";

    // Only these hosts write to the console of their process. Those of jobs and of remote sessions don't.
    static readonly string[] s_consoleHosts = [ConsoleHost, "Visual Studio Code Host"];

    // A terminal that is far away responds late, and what it sends after the timeout would be input of the next prompt.
    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    static readonly Regex s_nonInteractive = new("^[-/]noni", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static TerminalProtocol? s_protocol;
    static TerminalFeatures? s_features;

    /// <summary>Gets a value that indicates whether escape sequences reach a terminal.</summary>
    public bool IsTerminal => s_consoleHosts.Contains(hostName) && !Console.IsOutputRedirected;

    public static TextWriter Output => Console.Out;

    /// <summary>Gets the best protocol that the terminal supports.</summary>
    public TerminalProtocol GetProtocol() => s_protocol ??= CreateDetector().DetectProtocol();

    /// <summary>Gets the features of the terminal's sixel graphics.</summary>
    public TerminalFeatures GetFeatures() => s_features ??= CreateDetector().DetectFeatures();

    // The editor of another host reads the input by itself.
    TerminalDetector CreateDetector()
    {
        bool canQuery = IsTerminal && hostName == ConsoleHost && !Console.IsInputRedirected
            && !Environment.GetCommandLineArgs().Any(s_nonInteractive.IsMatch);
        return new TerminalDetector(
            Environment.GetEnvironmentVariable,
            canQuery ? new TerminalQuery(Console.Out, new ConsoleInput(), s_timeout, cancellationToken) : null);
    }
}
