using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class OutFileTests
{
    [Theory]
    [InlineData("-Model gpt-image-2 -OutFile sub/deep/x.png", "png")]
    [InlineData("-Model gpt-image-2 -OutFile sub/deep/x.webp", "webp")]
    [InlineData("-Model gpt-image-2-2026-04-21 -OutFile sub/deep/x.webp", "webp")]
    [InlineData("-Model gpt-image-2 -OutFile sub/deep/x.JPG", "jpeg")]
    [InlineData("-Model doubao-seedream-4-0-250828 -OutFile sub/deep/x.jpg", null)]
    public async Task An_image_has_exactly_the_specified_name_and_the_format_of_its_extension_is_requested(string parameters, string? format)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("New-CometImage x " + parameters);
        result.AssertNoErrors();
        Assert.Empty(result.Warnings);
        PSObject image = Assert.Single(result.Output);
        Assert.Equal(session.Folder[parameters.Split(' ')[^1].Split('/')], image.Text("Path"));
        Assert.Equal([Path.GetFileName(parameters)], session.Folder.NamesIn("sub/deep"));
        Assert.Equal(session.Requests[0].Images[0], image.Sha256());
        Assert.Equal(format is not null, session.Bodies[0].TryGetProperty("output_format", out System.Text.Json.JsonElement requested));
        Assert.Equal(format, format is null ? null : requested.GetString());
    }

    [Theory]
    [InlineData("dall-e-2", 1)]
    [InlineData("dall-e-3", 3)]
    public async Task Several_images_are_numbered_before_the_extension(string model, int requests)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync($"New-CometImage x -Model {model} -Count 3 -OutFile x.y.webp");
        Assert.Equal(["x.y-1.webp", "x.y-2.webp", "x.y-3.webp"], session.Folder.Names);
        Assert.Equal(session.Folder.Names, images.Select(image => image.FileName()));
        Assert.Equal(requests, session.Requests.Count);
    }

    [Fact]
    public async Task An_existing_file_is_an_error_and_nothing_is_sent()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.webp", "mine"u8);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile x.webp");
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(session.Folder["x.webp"]));
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task With_Force_an_existing_file_is_overwritten()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.webp", "mine"u8);
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage x @Small -OutFile x.webp -Force"));
        Assert.Equal(session.Requests[0].Images[0], image.Sha256());
        Assert.Equal(["x.webp"], session.Folder.Names);
    }

    [Fact]
    public async Task With_Force_a_failed_request_keeps_the_existing_file()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.webp", "mine"u8);
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        await session.ErrorAsync("New-CometImage x @Small -OutFile x.webp -Force");
        Assert.Equal("mine", File.ReadAllText(session.Folder["x.webp"]));
        Assert.Equal(["x.webp"], session.Folder.Names);
    }

    [Theory]
    [InlineData("-Model doubao-seedream-4-0-250828 -OutFile x.png", "x.png")]
    public async Task An_image_of_another_format_than_its_extension_keeps_its_name_and_a_warning_is_written(string parameters, string name)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("New-CometImage x " + parameters);
        result.AssertNoErrors();
        Assert.Contains(name, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([name], session.Folder.Names);
    }

    [Theory]
    [InlineData("'one', 'two' | New-CometImage @Small -OutFile x.webp", 1)]
    [InlineData("[pscustomobject]@{ Prompt = 'one'; OutFile = 'a/../x.webp' }, [pscustomobject]@{ Prompt = 'two'; OutFile = 'x.webp' } | New-CometImage @Small", 1)]
    [InlineData("[pscustomobject]@{ Prompt = 'one'; Count = 2; OutFile = 'x.webp' }, [pscustomobject]@{ Prompt = 'two'; OutFile = 'x-2.webp' } | New-CometImage @Small", 1)]
    [InlineData("New-CometImage one @Small -Count 2 -OutFile x.webp, x.webp", 0)]
    public async Task A_path_that_is_used_twice_is_an_error_and_its_request_is_not_sent(string script, int requests)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(script);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("More than one image", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(requests, session.Requests.Count);
    }

    [Fact]
    public async Task The_path_of_a_row_that_was_rejected_can_be_used_by_a_later_row()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            "'1x1', '256x256' | . { process { [pscustomobject]@{ Prompt = 'x'; Size = $_; OutFile = 'x.webp' } } } | New-CometImage -Model dall-e-2");
        Assert.Contains("1x1", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal("x.webp", Assert.Single(result.Output).FileName());
    }

    [Fact]
    public async Task OutFile_accepts_one_path_for_each_image_and_no_other_number_of_paths()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x @Small -Count 2 -OutFile a.webp, b.webp");
        Assert.Equal(["a.webp", "b.webp"], session.Folder.Names);
        Assert.Equal("CometApi.InvalidRequest", (await session.ErrorAsync("New-CometImage x @Small -Count 3 -OutFile c.webp, d.webp")).Id());
        Assert.Single(session.Requests);
    }

    [Theory]
    [InlineData("file/x.webp")]
    [InlineData("folder")]
    [InlineData("x\0y.webp")]
    public async Task A_path_that_is_not_writable_is_an_error_and_nothing_is_sent(string path)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("file", "a file, no folder"u8);
        Directory.CreateDirectory(session.Folder["folder"]);
        session.Set("Target", path);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile $Target");
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Equal("x", error.Target().Text("Prompt"));
        Assert.Empty(session.Requests);
        Assert.Equal(["file", "folder/"], session.Folder.Names);
    }

    [Fact]
    public async Task When_a_download_fails_the_target_object_is_the_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 403, Route = "images" });
        RunResult result = await session.RunAsync("New-CometImage x @Small -OutFile x.webp -ErrorVariable failed; $failed[0].TargetObject | Save-CometImage -Name x");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CometApi.UrlExpired", error.Id());
        Assert.Equal("CometImages.CometImage", error.TargetObject.GetType().FullName);
        Assert.Equal("x.webp", Assert.Single(result.Output).FileName());
        Assert.Equal(["x.webp"], session.Folder.Names);
        Assert.Single(session.Requests);
    }
}
