using System.Diagnostics;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>The pwsh in the version that the tool manifest specifies, whether or not one is installed.</summary>
static class PwshProgram
{
    static readonly string s_assembly = TestProcess.BuildPath("Pwsh");

    /// <summary>Runs a script file in a process of its own.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        string script, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        RunAsync(script, environment, interruption: null, arguments);

    /// <summary>Runs a script file in a process of its own, which is killed when a task completes.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        string script, IReadOnlyDictionary<string, string?> environment, Task? interruption, params IEnumerable<string> arguments) =>
        ChildProgram.RunAsync(ChildProgram.Dotnet, environment, interruption, GetArguments(script, arguments));

    /// <summary>Starts a script file in a process of its own.</summary>
    public static Process Start(string script, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        ChildProgram.Start(ChildProgram.Dotnet, environment, GetArguments(script, arguments));

    /// <summary>Starts a script file in a process of its own that Ctrl+C interrupts, even if this process runs in the background.</summary>
    public static Process StartInterruptible(string script, IReadOnlyDictionary<string, string?> environment) =>
        ChildProgram.Start("env", environment, ["--default-signal=INT", ChildProgram.Dotnet, .. GetArguments(script, [])]);

    static string[] GetArguments(string script, IEnumerable<string> arguments)
    {
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        return ["exec", s_assembly, "-NoLogo", "-NoProfile", "-NonInteractive", .. policy, "-File", script, .. arguments];
    }
}
