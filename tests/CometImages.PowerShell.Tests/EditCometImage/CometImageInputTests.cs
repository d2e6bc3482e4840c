using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>A CometImage is an image to edit. How it was made isn't what the edit requests.</summary>
public sealed class CometImageInputTests
{
    const string Create =
        "$image = [pscustomobject]@{ Prompt = 'a boat'; Sku = 'A1' } | "
        + "New-CometImage -Model gpt-image-2.6-flare -Size 1024x1024 -Quality low -OutFile made.png; ";

    const string Copy = "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image))";

    [Theory]
    [InlineData("$image | Edit-CometImage 'add a ribbon'")]
    [InlineData("Edit-CometImage 'add a ribbon' $image")]
    [InlineData("Edit-CometImage 'add a ribbon' -Image $image")]
    [InlineData(Copy + " | Edit-CometImage 'add a ribbon'")]
    [InlineData("$image | Edit-CometImage -Prompt { 'add a ribbon' }")]
    public async Task Only_the_file_of_an_image_and_its_columns_are_taken(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(Create + script));
        session.AssertEdits("model=gpt-image-2; prompt=add a ribbon; image=made.png");
        Assert.Equal("add a ribbon", image.Text("Prompt"));
        Assert.Equal(session.Folder["made.png"], image.Text("SourceImage"));
        Assert.Equal("A1", image.Text("Sku"));
    }

    [Theory]
    [InlineData("$image | Edit-CometImage")]
    [InlineData(Copy + " | Edit-CometImage")]
    public async Task Without_a_prompt_an_image_is_an_error_and_is_not_edited_with_its_own_prompt(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(Create + script);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("-Prompt", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Edits);
    }

    [Fact]
    public async Task A_row_of_an_image_is_a_row_with_its_file()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        await session.OutputAsync(
            Create + "[pscustomobject]@{ Path = $image.Path; Model = $image.Model; Size = $image.Size } | Edit-CometImage 'add a ribbon'");
        session.AssertEdits("model=gpt-image-2.6-flare; prompt=add a ribbon; size=1024x1024; image=made.png");
    }

    [Fact]
    public async Task An_image_can_be_created_edited_and_saved_in_one_pipeline()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            "'one', 'two' | New-CometImage -Model gpt-image-2 | Edit-CometImage 'add a ribbon' | Save-CometImage saved -FileName '{Prompt}'");
        Assert.Equal(["add a ribbon", "add a ribbon"], images.Select(image => image.Text("Prompt")));
        Assert.Equal(2, session.Folder.NamesIn("saved").Count);
        Assert.Equal(
            session.Requests.Select(request => request.Images[0]),
            session.Edits.Select(edit => edit.Parts!.Single(part => part.Name == "image").Sha256));
        Assert.Equal(session.Edits.Select(edit => edit.Images[0]), images.Select(image => image.Sha256()));
    }

    [Fact]
    public async Task An_image_can_be_the_reference_and_the_mask()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        await session.OutputAsync(
            Create + "$mask = [CometImages.CometImage]@{ Path = 'mask.png' }; Edit-CometImage x boat.png -ReferenceImage $image -Mask $mask");
        session.AssertEdits("model=gpt-image-2; prompt=x; image[]=boat.png; image[]=made.png; mask=mask.png");
    }

    [Fact]
    public async Task The_file_of_another_computer_is_an_error_that_names_the_computer()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(
            $"{Create} $copy = {Copy}; $copy.psobject.Properties.Add([psnoteproperty]::new('PSComputerName', 'render-7')); "
            + "$copy | Edit-CometImage x");
        Assert.Contains("render-7", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Edits);
    }
}
