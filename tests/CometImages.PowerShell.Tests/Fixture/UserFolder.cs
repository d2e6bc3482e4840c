using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>The home of a user who has no modules.</summary>
sealed class UserFolder : IDisposable
{
    readonly TempFolder _home = new();

    public UserFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, no variable changes the user's module folder.");

        // Without the folder, .NET finds no local application data, and programs write to the working directory.
        Directory.CreateDirectory(_home[".local", "share"]);
        Environment = new()
        {
            ["HOME"] = _home.Path,

            // PowerShell follows XDG_DATA_HOME, but Install-PSResource doesn't.
            ["XDG_DATA_HOME"] = null,
            ["PSModulePath"] = null,
            ["NO_COLOR"] = "1",
        };
    }

    /// <summary>The variables that differ from this process.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>The folder of the user's modules.</summary>
    public string Modules => _home[".local", "share", "powershell", "Modules"];

    /// <summary>The path of something in it.</summary>
    public string this[params string[] names] => _home[names];

    /// <summary>Runs commands in a new process, and returns the lines of its output.</summary>
    public async Task<string[]> RunAsync(string commands)
    {
        string script = _home[$"{Guid.NewGuid():N}.ps1"];
        await File.WriteAllTextAsync(script, $"$ErrorActionPreference = $WarningPreference = 'Stop'\n{commands}");
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(script, Environment);
        Assert.True((exitCode, error) == (0, ""), output + error);
        return output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => _home.Dispose();
}
