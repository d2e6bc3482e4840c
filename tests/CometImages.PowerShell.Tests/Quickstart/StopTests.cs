using System.Diagnostics;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

public sealed class StopTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task Told_to_end_it_stops_the_pipeline_and_leaves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no polite way to tell a process without a window to end.");
        using QuickstartProgram program = QuickstartProgram.Start(
            _folder.Path, environment: null, "-Command", "'running'; try { while ($true) { } } finally { [System.IO.File]::WriteAllText('stopped.txt', 'in order') }");
        Assert.Equal("running", await program.ReadLineAsync());

        // Not an interrupt: who runs in the background may have inherited that one ignored.
        using Process kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        QuickstartResult run = await program.EndAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("in order", await File.ReadAllTextAsync(_folder["stopped.txt"], TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();
}
