using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.ShowCometImage;

/// <summary>What the cmdlet does where nothing displays images, as in a job.</summary>
public sealed class MessageTests
{
    const string Create = "$images = 'one', 'two' | New-CometImage @Small | Save-CometImage -FileName '{Prompt}'";

    [Theory]
    [InlineData("$images | Show-CometImage")]
    [InlineData("Show-CometImage $images -Protocol Sixel")]
    public async Task Each_image_has_a_row_that_is_not_output(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"{Create}; {command}");
        result.AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Equal(["one.webp  256x256  dall-e-2  one", "two.webp  256x256  dall-e-2  two"], GetRows(result));
    }

    [Theory]
    [InlineData("'*.webp'")]
    [InlineData("'one.webp', [IO.FileInfo]::new(\"$Folder/two.webp\")")]
    [InlineData("[pscustomobject]@{ Path = 'one.webp' }, $images[1]")]
    public async Task Paths_files_and_objects_are_images(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"{Create}; {input} | Show-CometImage -PassThru");
        result.AssertNoErrors();
        Assert.Equal([session.Folder["one.webp"], session.Folder["two.webp"]], result.Output.Select(image => image.Text("Path")));
        Assert.Equal(["256x256", "256x256"], result.Output.Select(image => image.Text("Size")));
        Assert.Empty(GetRows(result));
    }

    [Fact]
    public async Task A_file_whose_name_has_wildcard_characters_is_displayed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "New-CometImage x @Small -OutFile 'a[1].webp' | Out-Null; Show-CometImage 'a[1].webp' -PassThru"));
        Assert.Equal(session.Folder["a[1].webp"], image.Text("Path"));
    }

    [Fact]
    public async Task The_object_of_the_pipeline_is_returned()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            $"{Create}; [object]::ReferenceEquals($images[0], ($images[0] | Show-CometImage -PassThru))");
        Assert.Equal("True", Assert.Single(output).ToString());
    }

    [Fact]
    public async Task A_URL_is_not_downloaded_if_it_cannot_be_displayed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("$url = (New-CometImage x @Small).Url; $url; $url | Show-CometImage");
        result.AssertNoErrors();
        Assert.Equal(result.Output[0].ToString().Split('?')[0], Assert.Single(GetRows(result)));
        Assert.Empty(session.Downloads);
    }

    [Theory]
    [InlineData("42", "CometApi.InvalidRequest")]
    [InlineData("[pscustomobject]@{ Name = 'x' }", "CometApi.InvalidRequest")]
    [InlineData("'not-there.png'", "CometApi.RemotePath")]
    [InlineData("$Manifest", "CometApi.InvalidImage")]
    [InlineData("'Env:\\PATH'", "CometApi.WriteFailed")]
    [InlineData("([pscustomobject]@{ Path = 'one.webp'; PSComputerName = 'other' })", "CometApi.RemotePath")]
    public async Task Invalid_input_is_an_error_and_the_other_images_are_displayed(string item, string id)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"{Create}; $images[0], ({item}), $images[1] | Show-CometImage -PassThru");
        Assert.Equal(id, Assert.Single(result.Errors).Id());
        Assert.Equal(["one", "two"], result.Output.Select(image => image.Text("Prompt")));
    }

    [Fact]
    public async Task The_names_of_the_protocols_are_suggested()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(["Auto", "HalfBlock", "ITerm2", "Kitty", "None", "Sixel"], session.Complete("Show-CometImage x -Protocol ").Order());
    }

    [Fact]
    public async Task A_file_without_the_extension_of_an_image_is_not_opened()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(
            "New-CometImage x @Small -OutFile x.webp; [IO.File]::Copy(\"$Folder/x.webp\", \"$Folder/x.cmd\"); Show-CometImage x.cmd -Open");
        Assert.Equal("CometApi.InvalidImage", error.Id());
        Assert.Contains("extension", error.ToString(), StringComparison.Ordinal);
    }

    // The rows without the summary of the command that created the images.
    static IEnumerable<string> GetRows(RunResult result) =>
        result.Information.Where(text => !text.Contains(" created, ", StringComparison.Ordinal));
}
