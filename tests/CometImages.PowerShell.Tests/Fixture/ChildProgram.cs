using System.Diagnostics;
using System.Runtime.InteropServices;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Runs programs.</summary>
static class ChildProgram
{
    static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    /// <summary>The dotnet that runs this process. The runtime is in its subfolder shared/Microsoft.NETCore.App/VERSION.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Starts a program, whose streams are redirected.</summary>
    public static Process Start(string file, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        Assert.SkipWhen(Wine.IsPresent, Wine.NoOtherPrograms);
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command of dotnet that builds something.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunBuildAsync(params IEnumerable<string> arguments) =>
        RunAsync(Dotnet, GetBuildEnvironment(), arguments);

    /// <summary>Gets the variables for a program that builds something.</summary>
    public static Dictionary<string, string?> GetBuildEnvironment()
    {
        // A build that runs these tests has settings for itself in the environment.
        Dictionary<string, string?> environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);

        // No build server stays behind that holds the output open, and nothing is downloaded.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["NuGetAudit"] = "false";
        return environment;
    }

    /// <param name="file">The program.</param>
    /// <param name="environment">The variables that differ from this process. Null removes one.</param>
    /// <param name="arguments">The arguments.</param>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        string file, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        RunAsync(file, environment, interruption: null, arguments);

    /// <param name="file">The program.</param>
    /// <param name="environment">The variables that differ from this process. Null removes one.</param>
    /// <param name="interruption">Kills the program when it completes.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string file, IReadOnlyDictionary<string, string?> environment, Task? interruption, params IEnumerable<string> arguments)
    {
        using Process process = Start(file, environment, arguments);
        _ = interruption?.ContinueWith(_ => process.Kill(entireProcessTree: true), TaskScheduler.Default);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(s_timeout);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_timeout);
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
