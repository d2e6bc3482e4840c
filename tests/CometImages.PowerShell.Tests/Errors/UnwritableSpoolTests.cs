using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

[Collection(ProcessEnvironment.Name)]
public sealed class UnwritableSpoolTests : IDisposable
{
    const string DataHome = "XDG_DATA_HOME";

    readonly string? _before = Environment.GetEnvironmentVariable(DataHome);

    public void Dispose() => Environment.SetEnvironmentVariable(DataHome, _before);

    [Fact]
    public async Task When_the_spool_is_not_writable_nothing_is_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using ModuleSession session = await ModuleSession.StartAsync();
        Environment.SetEnvironmentVariable(DataHome, session.Folder.Write("no-folder", "a file"u8));
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Model gpt-image-2");
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Contains("spool", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task After_an_image_that_can_be_kept_nowhere_nothing_more_is_sent()
    {
        const int RowCount = 20;
        const int ThrottleLimit = 3;
        using SmallDisk? disk = SmallDisk.TryMount(100 << 10);
        Assert.SkipWhen(disk is null, "Only root on Linux can mount a small disk.");
        await using ModuleSession session = await ModuleSession.StartAsync();
        Environment.SetEnvironmentVariable(DataHome, disk["data"]);
        Directory.CreateDirectory(disk["images"]);
        session.Set("Target", disk["images"]);
        session.Emulator.Settings.LatencyMs = 500;
        session.Emulator.Settings.ImageBytes = 3 << 20;
        Task<RunResult> run = session.RunAsync(
            $$"""
            1..{{RowCount}} | . { process { [pscustomobject]@{ Prompt = "boat $_"; OutFile = "$Target/$_.png" } } } |
                New-CometImage -Quality low -ThrottleLimit {{ThrottleLimit}} -SkipExisting
            """);
        await ModuleSession.WhenAsync(() => session.Requests.Count > ThrottleLimit);
        disk.Fill();
        RunResult result = await run;

        // What is neither placed nor rescued was in flight when the disk filled up.
        Assert.NotEmpty(result.Output);
        Assert.Equal(RowCount, result.Output.Count + result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("CometApi.WriteFailed", error.Id()));
        Assert.InRange(session.Requests.Count, ThrottleLimit + 1, result.Output.Count + ThrottleLimit);
        Assert.Equal(result.Output.Count, Directory.GetFiles(disk["images"]).Length);
    }
}
