using System.ComponentModel;
using System.Diagnostics;

namespace CometImages.Quickstart.Engine;

/// <summary>The PowerShell that is installed on this machine.</summary>
sealed class PwshProgram
{
    static readonly TimeSpan s_timeToLeave = TimeSpan.FromSeconds(5);

    readonly string _file;

    PwshProgram(string file) => _file = file;

    /// <summary>The first one on PATH, or null.</summary>
    public static PwshProgram? Find()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), name))
            .FirstOrDefault(CanRun) is { } file ? new PwshProgram(file) : null;
    }

    /// <summary>Runs a command there; streams are its own, and so is the exit code.</summary>
    public async Task<int> RunAsync(string command, string folder, CancellationToken interrupted)
    {
        // On a line of its own, so that an error shows the user's line as it was typed.
        string import = $"Import-Module -Name '{Module.Manifest.Replace("'", "''", StringComparison.Ordinal)}' -ErrorAction Stop";
        ProcessStartInfo start = new(_file) { WorkingDirectory = folder, UseShellExecute = false };
        foreach (string argument in (string[])["-NoLogo", "-NoProfile", .. ExecutionPolicy, "-Command", import + Environment.NewLine + command])
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start)!;
            await WaitAsync(process, interrupted);
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            throw new QuickstartException($"{_file} does not start: {error.Message}", error);
        }
    }

    static string[] ExecutionPolicy => OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];

    static bool CanRun(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    // Ctrl+C reaches it by itself, and it has something to put in order before it leaves.
    static async Task WaitAsync(Process process, CancellationToken interrupted)
    {
        try
        {
            await process.WaitForExitAsync(interrupted);
        }
        catch (OperationCanceledException)
        {
            if (!process.WaitForExit(s_timeToLeave))
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
