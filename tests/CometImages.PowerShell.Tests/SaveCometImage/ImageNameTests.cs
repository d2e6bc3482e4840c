using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

/// <summary>Names that say more than a template, and places that are files.</summary>
public sealed class ImageNameTests
{
    [Theory]
    [InlineData("-FileName x.png", "x.webp")]
    [InlineData("-FileName x.WEBP", "x.webp")]
    [InlineData("-FileName 'x {Prompt}.v2'", "x-a-boat.v2.webp")]
    [InlineData("-FileName '{Size}-{Quality}'", "256x256-standard.webp")]
    [InlineData("-FileName '{sku}'", "A1.webp")]
    [InlineData("-FileName '{Price:0.00}'", "4.50.webp")]
    [InlineData("-FileName { \"$($_.Sku)/$($_.Index)\" }", "A1-1.webp")]
    [InlineData("-FileName { 'x{y}.png' }", "x{y}.webp")]
    [InlineData("boat.webp", "boat.webp")]
    [InlineData("boat.png", "boat.webp")]
    [InlineData("'{Sku}.webp'", "A1.webp")]
    public async Task A_file_is_named_as_it_looks(string arguments, string name)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            "[pscustomobject]@{ Prompt = 'a boat'; Sku = 'A1'; Price = 4.5 } | New-CometImage @Small -Quality standard | Save-CometImage " + arguments);
        Assert.Equal([name], session.Folder.Names);
    }

    [Fact]
    public async Task The_request_ID_is_a_placeholder()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync("New-CometImage x @Small | Save-CometImage -FileName '{RequestId}'"));
        Assert.Equal(saved.Text("RequestId"), Path.GetFileNameWithoutExtension(saved.FileName()));
    }

    [Fact]
    public async Task Several_images_with_a_file_for_a_destination_are_numbered()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x @Small -Count 3 | Save-CometImage out/boat.webp");
        Assert.Equal(["boat-2.webp", "boat-3.webp", "boat.webp"], session.Folder.NamesIn("out"));
    }

    [Fact]
    public async Task A_folder_with_the_extension_of_an_image_is_a_folder()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Directory.CreateDirectory(session.Folder["old.png"]);
        await session.OutputAsync("New-CometImage x @Small -Count 2 | Save-CometImage old.png -FileName x; New-CometImage x @Small | Save-CometImage new.png -FileName x");
        Assert.Equal(["new.png/", "old.png/"], session.Folder.Names);
    }

    [Theory]
    [InlineData("'{Sku}'", "{Sku}")]
    [InlineData("{ throw 'no name' }", "no name")]
    [InlineData("{ ' ' }", "no name")]
    public async Task An_image_without_a_name_is_an_error_and_can_be_piped_on(string fileName, string expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            $$"""
            $image = New-CometImage x @Small
            $image | Save-CometImage -FileName {{fileName}} -ErrorVariable failed
            'the script continues'
            $failed[0].TargetObject | Save-CometImage -FileName x
            """);
        ErrorRecord error = result.Errors[0];
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["x.webp"], session.Folder.Names);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task A_file_name_is_text_or_a_script_block()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("$image = New-CometImage x @Small; $image | Save-CometImage -FileName a, b");
        Assert.Contains("'FileName'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Downloads);
    }
}
