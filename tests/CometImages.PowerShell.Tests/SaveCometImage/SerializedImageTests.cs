using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

/// <summary>A job or a remote session returns deserialized images.</summary>
public sealed class SerializedImageTests
{
    const string Copy = "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image))";

    [Theory]
    [InlineData("New-CometImage x @Small")]
    [InlineData("New-CometImage x -Model gpt-image-2")]
    public async Task A_deserialized_image_has_every_property_and_can_be_saved(string create)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync($"$image = {create}; $image; $copy = {Copy}; $copy");
        Assert.Equal("Deserialized.CometImages.CometImage", output[1].TypeNames[0]);
        Assert.All(output[0].Properties, property => Assert.Equal(property.Value, output[1].Get(property.Name)));

        IReadOnlyList<PSObject> saved = await session.OutputAsync("$copy | Save-CometImage; $copy.Path");
        Assert.Equal("CometImages.CometImage", saved[0].BaseObject.GetType().FullName);
        Assert.All(output[0].Properties.Where(property => property.Name != "Path" && property.Value is not null), property => Assert.Equal(property.Value, saved[0].Get(property.Name)));
        Assert.Equal(session.Requests[0].Images[0], saved[0].Sha256());
    }

    [Fact]
    public async Task A_file_on_another_computer_is_an_error_that_names_the_computer()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(
            $$"""
            $image = New-CometImage x -Model gpt-image-2
            $copy = {{Copy}}
            $copy.psobject.Properties.Add([psnoteproperty]::new('PSComputerName', 'render-7'))
            [IO.File]::Delete($image.Path)
            $copy | Save-CometImage
            """);
        Assert.Equal("CometApi.RemotePath", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("render-7", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_strings_can_be_saved()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("$image = New-CometImage 'a boat' @Small -Count 2; $image[1]"));
        PSObject row = new();
        foreach (PSPropertyInfo property in image.Properties)
        {
            row.Properties.Add(new PSNoteProperty(property.Name, property.Value?.ToString() ?? ""));
        }

        session.Set("Row", row);
        PSObject saved = Assert.Single(await session.OutputAsync("$Row | Save-CometImage -Name '{Index}-{Prompt}'"));
        Assert.Equal("2-a-boat.webp", saved.FileName());
        Assert.Equal(2, saved.Get("Index"));
    }
}
