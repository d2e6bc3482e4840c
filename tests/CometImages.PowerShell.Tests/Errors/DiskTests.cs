using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>Full and read-only disks: an image that was generated is kept, and nothing is sent when its file can't be written.</summary>
public sealed class DiskTests
{
    const string MountNotAllowed = "Only root on Linux can mount a small disk.";

    // An image of this size fits on none of the disks here.
    const int ImageSize = 1 << 20;

    // Enough for a request to be sent.
    const int SufficientKilobytes = 80 << 10;

    [Fact]
    public async Task On_a_full_disk_nothing_is_sent()
    {
        using SmallDisk? disk = SmallDisk.TryMount(64);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        disk.Fill();
        await AssertNothingIsSentAsync(disk["a.png"]);
        Assert.Equal(["filler"], disk.Names);
    }

    [Fact]
    public async Task On_a_read_only_disk_nothing_is_sent()
    {
        using SmallDisk? disk = SmallDisk.TryMount(64);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        disk.MakeReadOnly();
        await AssertNothingIsSentAsync(disk["a.png"]);
    }

    [Fact]
    public async Task When_the_folder_is_a_file_nothing_is_sent()
    {
        using TempFolder folder = new();
        string file = folder.Write("file", [1]);
        await AssertNothingIsSentAsync(Path.Combine(file, "a.png"));
        Assert.Equal(["file"], folder.Names);
    }

    [Theory]
    [InlineData("-ResponseFormat Base64")]
    [InlineData("-ResponseFormat Url")]
    public async Task When_the_disk_fills_up_the_complete_image_is_in_the_spool_and_the_target_object_can_be_saved(string responseFormat)
    {
        using SmallDisk? disk = SmallDisk.TryMount(SufficientKilobytes);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await FailAfterSendingAsync(session, disk, responseFormat);

        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        string spooled = error.Target().Text("Path")!;
        Assert.Contains(spooled, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["filler"], disk.Names);

        PSObject saved = Assert.Single(await session.OutputAsync("$failed.TargetObject | Save-CometImage saved"));
        Assert.Null(saved.Text("OutFile"));
        Assert.Contains(saved.Sha256(), session.Emulator.Journal.Requests.SelectMany(request => request.Images));
        Assert.False(File.Exists(spooled));
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task An_image_in_the_spool_is_saved_under_the_name_that_was_requested()
    {
        using SmallDisk? disk = SmallDisk.TryMount(SufficientKilobytes);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await FailAfterSendingAsync(session, disk, "-ResponseFormat Base64");
        Assert.Equal(disk["a.png"], error.Target().Text("OutFile"));

        Assert.Equal("CometApi.WriteFailed", (await session.ErrorAsync("$failed.TargetObject | Save-CometImage")).Id());
        disk.Free();
        PSObject saved = Assert.Single(await session.OutputAsync("$failed.TargetObject | Save-CometImage"));
        Assert.Equal(disk["a.png"], saved.Text("Path"));
        Assert.Null(saved.Text("OutFile"));
        Assert.Equal(["a.png"], disk.Names);
        Assert.Empty(session.Folder.Names);
    }

    [Fact]
    public async Task When_the_disk_has_too_little_free_space_nothing_is_sent_and_each_row_has_its_error()
    {
        using SmallDisk? disk = SmallDisk.TryMount(32 << 10);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Target", disk.Path);
        RunResult result = await session.RunAsync(
            "1..3 | . { process { [pscustomobject]@{ Prompt = \"boat $_\"; OutFile = \"$Target/$_.png\" } } } | New-CometImage @Small -ThrottleLimit 1");
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("CometApi.WriteFailed", error.Id()));
        Assert.All(result.Errors, error => Assert.Contains("MiB of free space", error.Exception.Message, StringComparison.Ordinal));
        Assert.All(result.Errors, error => Assert.Contains("64 MiB", error.Exception.Message, StringComparison.Ordinal));
        Assert.Contains("earlier request", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
        Assert.Empty(disk.Names);
    }

    [Fact]
    public async Task When_the_disk_fills_up_during_a_move_the_complete_image_stays_in_the_spool()
    {
        using SmallDisk? disk = SmallDisk.TryMount(256);
        Assert.SkipWhen(disk is null, MountNotAllowed);
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.ImageBytes = ImageSize;
        session.Set("Target", disk.Path);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -ResponseFormat Base64 | Save-CometImage $Target -ErrorVariable failed");

        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal(ImageSize, new FileInfo(error.Target().Text("Path")!).Length);
        Assert.Empty(disk.Names);
        Assert.Single(await session.OutputAsync("$failed.TargetObject | Save-CometImage saved"));
        Assert.Single(session.Requests);
    }

    // Fills the disk while the image is generated.
    static async Task<ErrorRecord> FailAfterSendingAsync(ModuleSession session, SmallDisk disk, string responseFormat)
    {
        session.Set("Target", disk["a.png"]);
        session.Emulator.Settings.LatencyMs = 3000;
        Task<ErrorRecord> error = session.ErrorAsync($"New-CometImage x -Model dall-e-3 {responseFormat} -OutFile $Target -ErrorVariable failed");
        await ModuleSession.WhenAsync(() => session.Requests.Count > 0);
        disk.Fill();
        return await error;
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
