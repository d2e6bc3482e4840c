using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class SkipExistingTests
{
    static readonly byte[] s_mine = [.. "GIF89a"u8, .. new byte[10]];

    [Fact]
    public async Task An_existing_file_is_written_to_the_output_and_not_requested()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Script = "'one', 'two' | . { process { [pscustomobject]@{ Prompt = $_; OutFile = \"$_.webp\" } } } | New-CometImage @Small -SkipExisting";
        await session.OutputAsync(Script);
        IReadOnlyList<PSObject> again = await session.OutputAsync(Script);
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(["one.webp", "two.webp"], again.Select(image => image.FileName()));
        Assert.All(again, image => Assert.Equal("webp", image.Text("OutputFormat")));
        Assert.All(again, image => Assert.Equal(true, image.Get("Skipped")));
    }

    [Fact]
    public async Task The_object_of_an_existing_file_has_only_what_the_file_shows()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Script = "-Model gpt-image-2 -OutFile x.png -SkipExisting";
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            $"New-CometImage x -Size 1024x1024 -Quality low {Script}; New-CometImage y -Size 1536x1024 -Quality high -Background opaque {Script}");
        Assert.Equal([false, true], images.Select(image => image.Get("Skipped")));
        Assert.All(["Model", "Prompt", "Quality", "Background", "RequestId"], property => Assert.Null(images[1].Get(property)));
        Assert.Equal("1024x1024 png", $"{images[1].Text("Size")} {images[1].Text("OutputFormat")}");
        Assert.Equal(File.GetLastWriteTime(session.Folder["x.png"]), images[1].Get("Created"));
    }

    [Theory]
    [InlineData("dall-e-2", "512x512", 1)]
    [InlineData("dall-e-3", "1024x1024", 2)]
    public async Task Only_the_missing_files_are_requested(string model, string size, int requests)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x-1.webp", s_mine);
        session.Folder.Write("x-3.webp", s_mine);
        IReadOnlyList<PSObject> images = await session.OutputAsync($"New-CometImage x -Model {model} -Size {size} -Count 4 -OutFile x.webp -SkipExisting");

        Assert.Equal(requests, session.Requests.Count);
        Assert.Equal(2, session.Bodies.Sum(body => body.GetProperty("n").GetInt32()));
        Assert.Equal(["x-1.webp", "x-2.webp", "x-3.webp", "x-4.webp"], images.Select(image => image.FileName()).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3, 4], images.Select(image => (int)image.Get("Index")!).Order());
        Assert.All(images, image => Assert.EndsWith($"-{image.Get("Index")}.webp", image.FileName(), StringComparison.Ordinal));
        Assert.Equal(s_mine, File.ReadAllBytes(session.Folder["x-1.webp"]));
        Assert.Equal(s_mine, File.ReadAllBytes(session.Folder["x-3.webp"]));
    }

    [Fact]
    public async Task When_all_files_exist_no_API_key_is_needed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        session.Folder.Write("x.webp", s_mine);
        Assert.Single(await session.OutputAsync("New-CometImage x -OutFile x.webp -SkipExisting"));
    }

    [Theory]
    [InlineData("-SkipExisting -Force -OutFile x.webp")]
    [InlineData("-SkipExisting")]
    public async Task SkipExisting_needs_OutFile_and_excludes_Force(string parameters)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small " + parameters);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("-SkipExisting", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a text")]
    public async Task An_existing_file_that_is_not_an_image_is_an_error_and_stays(string content)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.png", System.Text.Encoding.UTF8.GetBytes(content));
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile x.png -SkipExisting");
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Contains("isn't an image", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(session.Folder["x.png"]));
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task A_file_that_another_command_is_creating_is_counted_and_not_requested()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using FileStream claim = new(session.Folder["x.png.part"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        RunResult result = await session.RunAsync("New-CometImage x @Small -OutFile x.png -SkipExisting -Verbose -InformationVariable run; $run.MessageData");
        result.AssertNoErrors();
        PSObject summary = Assert.Single(result.Output);
        Assert.Equal(1, summary.Get("InProgressElsewhere"));
        Assert.Contains(", 1 in progress elsewhere, ", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains(result.Verbose, line => line.Contains(session.Folder["x.png"], StringComparison.Ordinal) && line.Contains("another command", StringComparison.Ordinal));

        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile x.png");
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Contains("Another command", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
