using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>-Command on a machine with pwsh.</summary>
public sealed class PwshTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task It_has_the_module_the_service_and_the_folder()
    {
        QuickstartResult run = await RunAsync(
            "New-CometImage 'A boat' -Model dall-e-2 -Size 256x256 | Save-CometImage out -Name boat | Select-Object -ExpandProperty Model; Get-Module CometImages | ForEach-Object Path");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["boat.webp"], _folder.NamesIn("out"));
        Assert.Contains("dall-e-2", run.Lines);
        Assert.DoesNotMatch("emulator-[0-9a-f]+", run.Everything);
    }

    [Fact]
    public async Task Its_streams_and_its_exit_code_are_passed_on()
    {
        QuickstartResult run = await RunAsync("New-CometImage x -Size 3x3; 'on'; exit 7");
        Assert.Equal(7, run.ExitCode);
        Assert.Contains("3x3", run.Errors, StringComparison.Ordinal);
        Assert.Equal("on", run.Output.Trim());
    }

    public void Dispose() => _folder.Dispose();

    Task<QuickstartResult> RunAsync(string script)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))), "There is no pwsh on PATH.");
        return QuickstartProgram.RunAsync(_folder.Path, new Dictionary<string, string> { ["PATH"] = path }, "-Command", script);
    }
}
