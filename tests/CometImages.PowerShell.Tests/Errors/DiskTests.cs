using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>Disks that are full, read-only or something else than they seem: what was paid for is kept, and what can be known beforehand costs nothing.</summary>
public sealed class DiskTests
{
    const string NoDisk = "Only root on Linux can mount a small disk.";

    // A picture of a megabyte: it fits neither of the disks here.
    const int PictureBytes = 1 << 20;

    [Fact]
    public async Task On_a_full_disk_nothing_is_sent()
    {
        using SmallDisk? disk = SmallDisk.TryMount(64);
        Assert.SkipWhen(disk is null, NoDisk);
        disk.Fill();
        await AssertNothingIsSentAsync(disk["a.png"]);
        Assert.Equal(["filler"], disk.Names);
    }

    [Fact]
    public async Task On_a_read_only_disk_nothing_is_sent()
    {
        using SmallDisk? disk = SmallDisk.TryMount(64);
        Assert.SkipWhen(disk is null, NoDisk);
        disk.MakeReadOnly();
        await AssertNothingIsSentAsync(disk["a.png"]);
    }

    [Fact]
    public async Task Where_a_file_stands_in_place_of_the_folder_nothing_is_sent()
    {
        using TempFolder folder = new();
        string file = folder.Write("file", [1]);
        await AssertNothingIsSentAsync(Path.Combine(file, "a.png"));
        Assert.Equal(["file"], folder.Names);
    }

    [Theory]
    [InlineData("-ResponseFormat Base64")]
    [InlineData("-ResponseFormat Url")]
    public async Task When_the_disk_fills_up_midway_the_picture_is_whole_in_the_spool_and_the_target_finishes_the_job(string how)
    {
        using SmallDisk? disk = SmallDisk.TryMount(256);
        Assert.SkipWhen(disk is null, NoDisk);
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.ImageBytes = PictureBytes;
        session.Set("Target", disk["a.png"]);
        ErrorRecord error = await session.ErrorAsync($"New-CometImage x @Small {how} -OutFile $Target -ErrorVariable failed");

        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        string spooled = error.Target().Text("Path")!;
        Assert.Contains(spooled, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(PictureBytes, new FileInfo(spooled).Length);
        Assert.Empty(disk.Names);

        PSObject saved = Assert.Single(await session.OutputAsync("$failed.TargetObject | Save-CometImage saved"));
        Assert.Contains(saved.Sha256(), session.Emulator.Journal.Requests.SelectMany(request => request.Images));
        Assert.False(File.Exists(spooled));
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task When_the_disk_fills_up_while_a_picture_is_moved_there_it_stays_whole_in_the_spool()
    {
        using SmallDisk? disk = SmallDisk.TryMount(256);
        Assert.SkipWhen(disk is null, NoDisk);
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.ImageBytes = PictureBytes;
        session.Set("Target", disk[""]);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -ResponseFormat Base64 | Save-CometImage $Target -ErrorVariable failed");

        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal(PictureBytes, new FileInfo(error.Target().Text("Path")!).Length);
        Assert.Empty(disk.Names);
        Assert.Single(await session.OutputAsync("$failed.TargetObject | Save-CometImage saved"));
        Assert.Single(session.Requests);
    }

    static async Task AssertNothingIsSentAsync(string target)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Target", target);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile $Target");
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Contains(target, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
