using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

public sealed class DestinationTests
{
    [Theory]
    [InlineData("Save-CometImage 'out[1]' -Name x", "out[1]/x.webp")]
    [InlineData("Save-CometImage -Path out/deep/er -Name x", "out/deep/er/x.webp")]
    [InlineData("Save-CometImage \"$Folder/absolute\" -Name x", "absolute/x.webp")]
    [InlineData("Save-CometImage Pics:/album -Name x", "pics/album/x.webp")]
    [InlineData("Save-CometImage Pics: -Name x", "pics/x.webp")]
    [InlineData("Save-CometImage FileSystem::$Folder/provider -Name x", "provider/x.webp")]
    [InlineData("Save-CometImage ./a/../b -Name x", "b/x.webp")]
    [InlineData("Save-CometImage 'mit Umlaut äöü' -Name x", "mit Umlaut äöü/x.webp")]
    public async Task A_destination_is_a_literal_PowerShell_path_and_is_created(string save, string file)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Directory.CreateDirectory(session.Folder["pics"]);
        PSObject saved = Assert.Single(await session.OutputAsync($"New-PSDrive Pics \"$Folder/pics\"; New-CometImage x @Small | {save}"));
        Assert.Equal(session.Folder[file.Split('/')], saved.Text("Path"));
        Assert.True(File.Exists(saved.Text("Path")));
    }

    [Theory]
    [InlineData("New-CometImage x @Small | Save-CometImage here -Name x")]
    [InlineData("New-CometImage x @Small -OutFile here/x.webp")]
    public async Task A_relative_path_is_relative_to_the_current_location(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Directory.CreateDirectory(session.Folder["moved"]);
        PSObject saved = Assert.Single(await session.OutputAsync($"Set-Location moved; {script}"));
        Assert.Equal(session.Folder["moved", "here", "x.webp"], saved.Text("Path"));
        Assert.True(File.Exists(saved.Text("Path")));
    }

    [Theory]
    [InlineData("$image | Save-CometImage")]
    [InlineData("$image | Save-CometImage out")]
    [InlineData("$image | Save-CometImage Variable:")]
    [InlineData("$image | Save-CometImage NoSuchDrive:/x")]
    [InlineData("New-CometImage x @Small -OutFile x.webp")]
    [InlineData("New-CometImage x @Small -OutFile Env:/x.webp")]
    public async Task A_path_outside_the_file_system_is_an_error_and_nothing_is_sent(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("$image = New-CometImage x @Small");
        ErrorRecord error = await session.ErrorAsync("Set-Location Env:; " + script);
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Contains("isn't a file system path", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task An_absolute_path_works_when_the_current_location_is_outside_the_file_system()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("Set-Location Env:; New-CometImage x @Small | Save-CometImage $Folder -Name x; New-CometImage x @Small -OutFile \"$Folder/y.webp\"");
        Assert.Equal(["x.webp", "y.webp"], session.Folder.Names);
    }

    [Fact]
    public async Task A_destination_that_is_a_file_is_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("out", "a file"u8);
        ErrorRecord error = await session.ErrorAsync("$image = New-CometImage x @Small; $image | Save-CometImage out");
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        Assert.NotNull(error.Target().Get("Url"));
    }
}
