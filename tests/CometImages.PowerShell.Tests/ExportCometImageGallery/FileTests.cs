using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.ExportCometImageGallery;

/// <summary>The file of the page is complete or isn't changed.</summary>
public sealed class FileTests
{
    const string Items = "[pscustomobject]@{ Url = 'https://example.org/a'; Prompt = 'new' }";

    [Fact]
    public async Task A_page_is_overwritten_unless_NoClobber_is_specified()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string page = session.Folder.Write("sheet.html", "old"u8);
        ErrorRecord error = await session.ErrorAsync($"{Items} | Export-CometImageGallery sheet.html -NoClobber");
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Equal("old", File.ReadAllText(page));
        FileInfo file = (FileInfo)Assert.Single(await session.OutputAsync($"{Items} | Export-CometImageGallery sheet.html -PassThru")).BaseObject;
        Assert.Equal(page, file.FullName);
        Assert.Equal(["sheet.html"], session.Folder.Names);
        Assert.Contains("new", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_page_is_overwritten_only_with_Force()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string page = session.Folder.Write("sheet.html", "old"u8);
        File.SetAttributes(page, FileAttributes.ReadOnly);
        Assert.Equal("CometApi.WriteFailed", (await session.ErrorAsync($"{Items} | Export-CometImageGallery sheet.html")).Id());
        Assert.Equal("old", File.ReadAllText(page));
        Assert.Empty(await session.OutputAsync($"{Items} | Export-CometImageGallery sheet.html -Force"));
        Assert.Contains("new", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("boat.png", "CometApi.InvalidRequest")]
    [InlineData(".", "CometApi.WriteFailed")]
    [InlineData("file/sheet.html", "CometApi.WriteFailed")]
    [InlineData("Env:/sheet.html", "CometApi.WriteFailed")]
    public async Task A_path_that_is_no_place_for_a_page_is_one_error(string path, string id)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("boat.png", "boat"u8);
        session.Folder.Write("file", "file"u8);
        Assert.Equal(id, (await session.ErrorAsync($"{Items} | Export-CometImageGallery {path}")).Id());
        Assert.Equal(["boat.png", "file"], session.Folder.Names);
        Assert.Equal("boat", File.ReadAllText(session.Folder["boat.png"]));
    }

    [Theory]
    [InlineData("& { $item; throw 'x' } | Export-CometImageGallery sheet.html")]
    [InlineData("$item | Export-CometImageGallery sheet.html -WhatIf")]
    [InlineData("5, $item | Export-CometImageGallery sheet.html -ErrorAction Stop")]
    public async Task A_command_that_is_stopped_leaves_the_old_page(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string page = session.Folder.Write("sheet.html", "old"u8);
        await session.RunAsync($"$item = {Items}; {script}");
        Assert.Equal("old", File.ReadAllText(page));
        Assert.Equal(["sheet.html"], session.Folder.Names);
    }

    [Fact]
    public async Task Without_images_the_page_says_so()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("@() | Export-CometImageGallery new/sheet.html");
        Assert.Contains("<p>0 images", File.ReadAllText(session.Folder["new", "sheet.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embedded_page_that_is_too_large_for_a_mail_writes_a_warning()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.ImageBytes = 6_000_000;
        RunResult result = await session.RunAsync(
            """
            $image = New-CometImage x -Model gpt-image-2 -Quality low -OutFile x.png
            $image, $image | Export-CometImageGallery linked.html
            $image | Export-CometImageGallery one.html -Embed
            $image, $image | Export-CometImageGallery two.html -Embed
            """);
        result.AssertNoErrors();
        Assert.Equal("The page has 15 MiB. Many mail servers reject messages of more than 10 MiB.", Assert.Single(result.Warnings));
        byte[] image = File.ReadAllBytes(session.Folder["x.png"]);
        string source = $"src=\"data:image/png;base64,{Convert.ToBase64String(image)}\"";
        Assert.Contains(source, File.ReadAllText(session.Folder["one.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroupBy_completes_the_names_of_properties()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(["Size", "SourceImage"], session.Complete("Export-CometImageGallery x.html -GroupBy s"));
    }
}
