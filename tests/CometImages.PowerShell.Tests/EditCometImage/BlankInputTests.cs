using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>Blank lines and rows of empty cells are skipped. Any other input without an image is an error of its own.</summary>
public sealed class BlankInputTests
{
    [Theory]
    [InlineData("'boat.png', '', '   ', 'sky.jpg' | Edit-CometImage x")]
    [InlineData(
        """
        $(
            [pscustomobject]@{ Image = 'boat.png'; Prompt = 'x' }
            [pscustomobject]@{ Image = ''; Prompt = ' ' }
            [pscustomobject]@{ Image = 'sky.jpg'; Prompt = 'x' }
        ) | Edit-CometImage
        """)]
    [InlineData("'boat.png', '', 'sky.jpg' | ForEach-Object { [pscustomobject]@{ Image = $_ } } | Edit-CometImage x")]
    public async Task Blank_lines_are_skipped(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(script + " -InformationVariable run; $run.MessageData.Failed");
        Assert.Equal(["boat.png", "sky.jpg"], output.SkipLast(1).Sources());
        Assert.Equal(0, output[^1].BaseObject);
        Assert.Equal(2, session.Edits.Count);
    }

    [Fact]
    public async Task Each_row_without_an_image_is_an_error_that_can_be_piped_back()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            'one', 'two' | ForEach-Object { [pscustomobject]@{ Image = ''; Prompt = $_; Sku = 'A1' } } |
                Edit-CometImage -Quality low -ErrorVariable failed -InformationVariable run
            $run.MessageData.Failed
            $failed.TargetObject | Edit-CometImage -Image boat.png -ThrottleLimit 1
            """);
        Assert.Equal(2, result.Errors.Count);
        Assert.StartsWith("gpt-image-2: one: The image isn't specified.", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("-Image", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], result.Errors.Select(error => error.Target().Text("Prompt")));
        Assert.Equal(2, result.Output[0].BaseObject);
        Assert.Equal(["A1", "A1"], result.Output.Skip(1).Select(image => image.Text("Sku")));
        session.AssertEdits(
            "model=gpt-image-2; prompt=one; quality=low; image=boat.png",
            "model=gpt-image-2; prompt=two; quality=low; image=boat.png");
    }

    [Theory]
    [InlineData("Edit-CometImage x ''", "The image isn't specified.")]
    [InlineData("Edit-CometImage x @()", "The image isn't specified.")]
    [InlineData("Edit-CometImage x $null", "'Image' because it is null")]
    [InlineData("$null | Edit-CometImage x", "'Image' because it is null")]
    [InlineData("[pscustomobject]@{ Image = $null; Prompt = 'x' } | Edit-CometImage", "'Image' because it is null")]
    [InlineData("'boat.png' | Edit-CometImage ' '", "The prompt is empty.")]
    [InlineData("[pscustomobject]@{ Image = 'boat.png'; Prompt = '' } | Edit-CometImage", "The prompt is empty.")]
    public async Task An_empty_argument_is_an_error(string script, string message)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        Assert.Contains(message, (await session.ErrorAsync(script)).ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("Edit-CometImage x boat.png -Mask $null -ReferenceImage $null")]
    [InlineData("[pscustomobject]@{ Image = 'boat.png'; Prompt = 'x'; Mask = ''; ReferenceImage = $null } | Edit-CometImage")]
    [InlineData("[pscustomobject]@{ Image = 'boat.png'; Prompt = 'x'; Mask = $null; ReferenceImage = ' ' } | Edit-CometImage")]
    public async Task An_empty_mask_and_an_empty_reference_are_not_specified(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        await session.OutputAsync(script);
        session.AssertEdits("model=gpt-image-2; prompt=x; image=boat.png");
    }
}
