using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>Each -Image is an edit, in whatever form it's specified.</summary>
public sealed class ImageInputTests
{
    // The items of a folder as Get-ChildItem returns them. The engine package lacks this command.
    const string Items = "$ExecutionContext.InvokeProvider.ChildItem.Get('.', $false)";

    [Fact]
    public async Task A_file_of_the_pipeline_is_an_edit_and_its_size_and_owner_are_not_part_of_the_request()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            $$"""
            $items = {{Items}}
            @($items.psobject.Properties.Name) -contains 'Size'
            $items | Edit-CometImage 'make it night' -OutFile { "night/$($_.Name)" } -ThrottleLimit 1
            """);
        Assert.Equal(["boat.png", "mask.png", "sea.webp", "sky.jpg"], output.Skip(1).Sources());
        Assert.Equal(["boat.png", "mask.png", "sea.webp", "sky.jpg"], session.Folder.NamesIn("night"));
        session.AssertEdits(
            "model=gpt-image-2; prompt=make it night; output_format=png; image=boat.png",
            "model=gpt-image-2; prompt=make it night; output_format=png; image=mask.png",
            "model=gpt-image-2; prompt=make it night; output_format=webp; image=sea.webp",
            "model=gpt-image-2; prompt=make it night; output_format=jpeg; image=sky.jpg");
        Assert.All(output.Skip(1), image => Assert.Equal("make it night", image.Text("Prompt")));
    }

    [Theory]
    [InlineData("'boat.png' | Edit-CometImage x")]
    [InlineData("Edit-CometImage x boat.png")]
    [InlineData("Edit-CometImage -Image ./boat.png -Prompt x")]
    [InlineData("Edit-CometImage x ' boat.png '")]
    [InlineData("[IO.FileInfo]\"$Folder/boat.png\" | Edit-CometImage x")]
    [InlineData("Edit-CometImage x ([IO.FileInfo]\"$Folder/boat.png\")")]
    [InlineData("New-PSDrive -Name pics -Root $Folder; 'pics:/boat.png' | Edit-CometImage x")]
    [InlineData("[pscustomobject]@{ Image = 'boat.png'; Prompt = 'x' } | Edit-CometImage")]
    [InlineData("[pscustomobject]@{ FullName = \"$Folder/boat.png\" } | Edit-CometImage x")]
    [InlineData("[pscustomobject]@{ Path = 'boat.png'; Prompt = 'x' } | Edit-CometImage")]
    [InlineData("[pscustomobject]@{ Image = [IO.FileInfo]\"$Folder/boat.png\"; Prompt = 'x' } | Edit-CometImage")]
    [InlineData("[pscustomobject]@{ File = 'boat' } | Edit-CometImage x -Image { \"$($_.File).png\" }")]
    [InlineData("[pscustomobject]@{ File = 'boat'; What = 'x' } | Edit-CometImage -Image { \"$($_.File).png\" } -Prompt { $_.What }")]
    [InlineData("'boat.png' | Edit-CometImage -Prompt { 'x' }")]
    public async Task A_path_is_an_edit_of_its_file(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(script));
        session.AssertEdits("model=gpt-image-2; prompt=x; image=boat.png");
        Assert.Equal(session.Folder["boat.png"], image.Text("SourceImage"));
    }

    [Theory]
    [InlineData("Edit-CometImage x boat.png, sky.jpg")]
    [InlineData("'boat.png', 'sky.jpg' | Edit-CometImage x")]
    [InlineData("[pscustomobject]@{ Image = 'boat.png', 'sky.jpg'; Prompt = 'x' } | Edit-CometImage")]
    public async Task Two_images_are_two_edits_in_their_order(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        Assert.Equal(["boat.png", "sky.jpg"], (await session.OutputAsync(script + " -ThrottleLimit 1")).Sources());
        session.AssertEdits("model=gpt-image-2; prompt=x; image=boat.png", "model=gpt-image-2; prompt=x; image=sky.jpg");
    }

    [Fact]
    public async Task Each_image_is_edited_with_each_prompt_by_each_model()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            "Edit-CometImage one, two boat.png, sky.jpg -Model gpt-image-2, gpt-image-2.6-flare -OutFile (1..8 | ForEach-Object { \"$_.png\" })");
        Assert.Equal(
            [
                "boat.png one gpt-image-2 1.png",
                "boat.png one gpt-image-2.6-flare 2.png",
                "boat.png two gpt-image-2 3.png",
                "boat.png two gpt-image-2.6-flare 4.png",
                "sky.jpg one gpt-image-2 5.png",
                "sky.jpg one gpt-image-2.6-flare 6.png",
                "sky.jpg two gpt-image-2 7.png",
                "sky.jpg two gpt-image-2.6-flare 8.png",
            ],
            images.Select(image => $"{Path.GetFileName(image.Text("SourceImage"))} {image.Text("Prompt")} {image.Text("Model")} {image.FileName()}"));
    }

    [Theory]
    [InlineData("Edit-CometImage x boat.png -ReferenceImage sky.jpg, sea.webp -Mask mask.png")]
    [InlineData("Edit-CometImage x boat.png -ReferenceImage sky.jpg, ([IO.FileInfo]\"$Folder/sea.webp\") -Mask ([IO.FileInfo]\"$Folder/mask.png\")")]
    [InlineData(
        "[pscustomobject]@{ Image = 'boat.png'; ReferenceImage = 'sky.jpg', 'sea.webp'; Mask = 'mask.png'; Prompt = 'x' } | Edit-CometImage")]
    [InlineData("'boat.png' | Edit-CometImage x -ReferenceImage { 'sky.jpg', 'sea.webp' } -Mask { $_ -replace 'boat', 'mask' }")]
    public async Task References_and_a_mask_are_part_of_one_edit(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        Assert.Equal(["boat.png"], (await session.OutputAsync(script)).Sources());
        session.AssertEdits("model=gpt-image-2; prompt=x; image[]=boat.png; image[]=sky.jpg; image[]=sea.webp; mask=mask.png");
    }

    [Theory]
    [InlineData("$url | Edit-CometImage x")]
    [InlineData("[uri]$url | Edit-CometImage x")]
    [InlineData("Edit-CometImage x $url")]
    [InlineData("[pscustomobject]@{ Image = $url; Prompt = 'x' } | Edit-CometImage")]
    [InlineData("$image | Edit-CometImage x")]
    public async Task A_URL_is_downloaded_without_the_API_key_and_edited(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync($"$image = New-CometImage 'a boat' @Small; $url = $image.Url; $image; {script}");
        Assert.Equal(images[0].Text("Url"), images[1].Text("SourceImage"));
        Assert.False(Assert.Single(session.Downloads).HasKey);
        JournalEntry edit = Assert.Single(session.Edits);
        Assert.Equal(session.Downloads[0].Images[0], edit.Parts!.Single(part => part.Name == "image").Sha256);
        Assert.Equal(["model=gpt-image-2", "prompt=x"], edit.Parts!.SkipLast(1).Select(part => $"{part.Name}={part.Value}"));
    }

    [Fact]
    public async Task Rows_have_their_own_prompts_masks_and_files_and_the_other_columns_travel()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            """
            $(
                [pscustomobject]@{
                    Image = 'boat.png'; Prompt = 'one'; Mask = 'mask.png'; OutFile = '{Sku}.png'; Count = '2'; Size = 'auto'; Sku = 'A'
                }
                [pscustomobject]@{ Image = 'sky.jpg'; Prompt = 'two'; Mask = ''; OutFile = '{Sku}.webp'; Count = ''; Size = ''; Sku = 'B' }
            ) | Edit-CometImage -ThrottleLimit 1
            """);
        session.AssertEdits(
            "model=gpt-image-2; prompt=one; n=2; size=auto; output_format=png; image=boat.png; mask=mask.png",
            "model=gpt-image-2; prompt=two; output_format=webp; image=sky.jpg");
        Assert.Equal(["A-1.png A", "A-2.png A", "B.webp B"], images.Select(image => $"{image.FileName()} {image.Text("Sku")}"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Image = 'boat.png'; Promt = 'x' } | Edit-CometImage", "no Prompt column", "-Prompt { $_.Title }")]
    [InlineData("[pscustomobject]@{ Imgae = 'boat.png'; Prompt = 'x' } | Edit-CometImage", "no Image column", "-Image { $_.")]
    public async Task A_row_without_a_column_is_an_error_that_names_the_column(string script, string message, string action)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(script);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("42 | Edit-CometImage x")]
    [InlineData("@{ Image = 'boat.png' } | Edit-CometImage x")]
    [InlineData("$(try { throw 'x' } catch { $_ }) | Edit-CometImage x")]
    [InlineData("Edit-CometImage 42 boat.png")]
    [InlineData("Edit-CometImage x boat.png -Mask mask.png, sea.webp")]
    [InlineData("Edit-CometImage '' boat.png")]
    public async Task What_is_not_an_image_or_a_prompt_is_an_error(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        await session.ErrorAsync(script);
        Assert.Empty(session.Emulator.Journal.Requests);
    }
}
