using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>The PowerShell that is installed on this machine.</summary>
static class PwshProgram
{
    /// <summary>The first one on PATH, or null.</summary>
    public static string? File { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder.Trim('"'), OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(System.IO.File.Exists);

    /// <summary>Runs a script file in a process of its own, or skips the test on a machine without pwsh.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string script, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        Assert.SkipWhen(File is null, "There is no pwsh on PATH.");
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        return await ChildProgram.RunAsync(File, environment, ["-NoLogo", "-NoProfile", "-NonInteractive", .. policy, "-File", script, .. arguments]);
    }
}
