using System.Diagnostics;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>The PowerShell that is installed on this machine.</summary>
static class PwshProgram
{
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

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
        ProcessStartInfo start = new(File, ["-NoLogo", "-NoProfile", "-NonInteractive", .. policy, "-File", script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(s_longest);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_longest);
            return (process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
