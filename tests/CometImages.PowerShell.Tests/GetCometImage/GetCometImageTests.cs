using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.GetCometImage;

public sealed class GetCometImageTests
{
    [Theory]
    [InlineData("Get-CometImage", "a.png b.JPG")]
    [InlineData("Get-CometImage .", "a.png b.JPG")]
    [InlineData("Get-CometImage -Recurse", "a.png b.JPG c.webp")]
    [InlineData("Get-CometImage inner", "c.webp")]
    [InlineData("Get-CometImage *.png", "a.png")]
    [InlineData("Get-CometImage *.txt", "")]
    [InlineData("Get-CometImage ?.png, *.JPG", "a.png b.JPG")]
    [InlineData("Get-CometImage *", "c.webp a.png b.JPG no-extension")]
    [InlineData("Get-CometImage -LiteralPath a.png", "a.png")]
    [InlineData("Get-CometImage -LP inner", "c.webp")]
    [InlineData("Get-CometImage no-extension", "no-extension")]
    [InlineData("'a.png', 'inner' | Get-CometImage", "a.png c.webp")]
    [InlineData("[pscustomobject]@{ FullName = 'a.png' } | Get-CometImage", "a.png")]
    [InlineData("[pscustomobject]@{ Path = 'a.png' } | Get-CometImage", "a.png")]
    [InlineData("$ExecutionContext.InvokeProvider.ChildItem.Get('inner', $false) | Get-CometImage", "c.webp")]
    [InlineData("Get-CometImage | Get-CometImage", "a.png b.JPG")]
    [InlineData("Get-CometImage inner/../*.png", "a.png")]
    public async Task A_path_is_a_file_a_folder_or_a_pattern(string script, string names)
    {
        await using ModuleSession session = await StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(script);
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), images.Select(image => image.FileName()));
        Assert.All(images, image => Assert.Equal("CometImages.CometImage", image.BaseObject.GetType().FullName));
    }

    [Theory]
    [InlineData("Get-CometImage x[1].png")]
    [InlineData("Get-CometImage -LiteralPath x[1].png")]
    [InlineData("Get-CometImage -LiteralPath x[1].png | Get-CometImage")]
    public async Task A_name_with_brackets_is_found(string script)
    {
        await using ModuleSession session = await StartAsync();
        session.Folder.Write("x[1].png", MetadataImage.Png());
        session.Folder.Write("x1.png", MetadataImage.Png());
        Assert.Equal("x[1].png", Assert.Single(await session.OutputAsync(script)).FileName());
    }

    [Theory]
    [InlineData("page.png", "CometApi.InvalidImage")]
    [InlineData("notes.txt", "CometApi.InvalidImage")]
    [InlineData("gone.png", "CometApi.RemotePath")]
    [InlineData("gone/*.png", "CometApi.RemotePath")]
    [InlineData("Env:/PATH", "CometApi.WriteFailed")]
    public async Task A_file_that_is_specified_and_is_not_an_image_is_an_error_and_the_others_are_written(string path, string id)
    {
        await using ModuleSession session = await StartAsync();
        RunResult result = await session.RunAsync($"Get-CometImage {path}, a.png");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id, error.Id());
        Assert.Equal("a.png", Assert.Single(result.Output).FileName());
        Assert.NotNull(error.TargetObject);
    }

    [Fact]
    public async Task The_image_of_a_sidecar_has_the_properties_that_it_had()
    {
        await using ModuleSession session = await StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            "New-CometImage 'A boat' -Model gpt-image-2 -Quality low -OutFile boat.png -Sidecar -Cost; Get-CometImage boat.png");
        Assert.All(images[0].Properties, property => Assert.Equal(property.Value, images[1].Get(property.Name)));
    }

    [Fact]
    public async Task The_same_image_can_be_requested_a_year_later()
    {
        await using ModuleSession session = await StartAsync();
        session.Emulator.Settings.SameImage = true;
        await session.OutputAsync(
            "New-CometImage 'A boat' -Model doubao-seedream-4-0-250828 -Size 2K -User me -AdditionalProperty @{ seed = 42; tags = 'a', 'b' } "
            + "-OutFile boat.jpg -Sidecar");
        await session.OutputAsync("(Get-CometImage boat.jpg).Request | New-CometImage");
        const string Request =
            """{ "model": "doubao-seedream-4-0-250828", "prompt": "A boat", "size": "2K", "user": "me", "seed": 42, "tags": ["a", "b"] }""";
        session.AssertSent(Request, Request);
    }

    [Fact]
    public async Task The_objects_pipe_into_the_other_commands()
    {
        await using ModuleSession session = await StartAsync();
        await session.OutputAsync("New-CometImage 'A boat' @Small -OutFile boat.webp -Sidecar");
        IReadOnlyList<PSObject> edited = await session.OutputAsync(
            "Get-CometImage boat.webp | Edit-CometImage -Prompt 'At night' -Model gpt-image-2 -OutFile night.png -Sidecar");
        Assert.Equal("At night", Assert.Single(edited).Text("Prompt"));
        Assert.Null(edited[0].Properties["Request"]);
        IReadOnlyList<PSObject> saved = await session.OutputAsync("Get-CometImage boat.webp | Save-CometImage out -FileName '{Prompt}'");
        Assert.Equal("A-boat.webp", Assert.Single(saved).FileName());
        Assert.NotEmpty(await session.OutputAsync("Get-CometImage boat.webp | Get-CometImageHistory"));
    }

    [Fact]
    public async Task A_damaged_sidecar_is_a_warning_that_names_it()
    {
        await using ModuleSession session = await StartAsync();
        session.Folder.Write("a.png.json", "{"u8);
        RunResult result = await session.RunAsync("Get-CometImage a.png");
        result.AssertNoErrors();
        Assert.Contains("a.png.json", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("A boat", Assert.Single(result.Output).Text("Prompt"));
    }

    [Fact]
    public async Task A_sidecar_of_an_image_that_was_replaced_is_a_warning_and_is_not_used()
    {
        await using ModuleSession session = await StartAsync();
        await session.OutputAsync("New-CometImage one @Small -OutFile x.webp -Sidecar");
        session.Folder.Write("x.webp", MetadataImage.WebP());
        RunResult result = await session.RunAsync("Get-CometImage x.webp");
        Assert.Contains("another image", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Null(Assert.Single(result.Output).Get("Prompt"));
    }

    [Fact]
    public async Task A_link_to_a_folder_above_is_not_followed()
    {
        Assert.SkipWhen(Wine.IsPresent, "Wine 8 can't delete a link to a folder.");
        await using ModuleSession session = await StartAsync();
        string link = session.Folder["inner", "up"];
        Directory.CreateSymbolicLink(link, session.Folder.Path);
        Assert.Equal(3, (await session.OutputAsync("Get-CometImage -Recurse")).Count);
        Directory.Delete(link);
    }

    static async Task<ModuleSession> StartAsync()
    {
        ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("a.png", MetadataImage.Png(MetadataImage.LatinText("Description", "A boat")));
        session.Folder.Write("b.JPG", MetadataImage.Jpeg());
        session.Folder.Write(Path.Combine("inner", "c.webp"), MetadataImage.WebP());
        session.Folder.Write("page.png", "<html></html>"u8);
        session.Folder.Write("notes.txt", "notes"u8);
        session.Folder.Write("no-extension", MetadataImage.Png());
        return session;
    }
}
