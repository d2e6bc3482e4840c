using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

public sealed class SidecarTests
{
    [Theory]
    [InlineData("-ResponseFormat Url")]
    [InlineData("-ResponseFormat Base64")]
    public async Task A_sidecar_is_written_with_the_request_of_the_image(string parameters)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync(
            $"New-CometImage 'A boat' -Model doubao-seedream-4-0-250828 -Size 2K -AdditionalProperty @{{ seed = 42 }} {parameters} | "
            + "Save-CometImage out -FileName boat -Sidecar"));
        Assert.Equal(["boat.jpg", "boat.jpg.json"], session.Folder.NamesIn("out"));
        JsonElement root = Read(session, "out", "boat.jpg.json");
        Assert.Equal(42, root.GetProperty("request").GetProperty("AdditionalProperty").GetProperty("seed").GetInt32());
        Assert.Equal(saved.Sha256(), root.GetProperty("image").GetProperty("Sha256").GetString()!.ToLowerInvariant());
        Assert.Equal(saved.Get("Width"), root.GetProperty("image").GetProperty("Width").GetInt32());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-Sidecar", 2)]
    public async Task Without_the_parameter_no_sidecar_is_written(string parameter, int files)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage 'A boat' @Small | Save-CometImage out " + parameter);
        Assert.Equal(files, session.Folder.NamesIn("out").Count);
    }

    [Fact]
    public async Task A_sidecar_is_copied_along_under_the_new_name()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage 'A boat' @Small -OutFile a.webp -Sidecar | Save-CometImage out -FileName b");
        Assert.Equal(["b.webp", "b.webp.json"], session.Folder.NamesIn("out"));
        Assert.Equal(File.ReadAllBytes(session.Folder["a.webp.json"]), File.ReadAllBytes(session.Folder["out", "b.webp.json"]));
        Assert.Equal("A boat", Assert.Single(await session.OutputAsync("Get-CometImage out")).Text("Prompt"));
    }

    [Fact]
    public async Task A_sidecar_of_the_spool_is_moved_along()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "$image = New-CometImage 'A boat' -Model gpt-image-2 -Quality low; $image | Save-CometImage a -FileName boat -Sidecar"));
        string spool = Assert.Single(await session.OutputAsync("$image = New-CometImage x -Model gpt-image-2 -Quality low; $image")).Text("Path")!;
        File.Copy(image.Text("Path")!, spool, overwrite: true);
        File.Copy(image.Text("Path") + ".json", spool + ".json");
        await session.OutputAsync("$image | Save-CometImage out -FileName boat");
        Assert.False(File.Exists(spool) || File.Exists(spool + ".json"));
        Assert.Equal(["boat.png", "boat.png.json"], session.Folder.NamesIn("out"));
    }

    [Fact]
    public async Task A_JSON_file_that_is_not_a_sidecar_is_neither_copied_nor_overwritten()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("a.png", MetadataImage.Png());
        session.Folder.Write("a.png.json", "{}"u8);
        session.Folder.Write(Path.Combine("taken", "b.png.json"), "{}"u8);
        await session.OutputAsync("Get-CometImage a.png | Save-CometImage out");
        Assert.Single(session.Folder.NamesIn("out"));

        RunResult result = await session.RunAsync("Get-CometImage a.png | Save-CometImage taken -FileName b -Sidecar");
        result.AssertNoErrors();
        Assert.Single(result.Output);
        Assert.Contains("b.png.json", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(session.Folder["taken", "b.png.json"]));
    }

    [Fact]
    public async Task An_image_of_the_history_has_its_request_in_the_sidecar()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync($"New-CometImage 'A boat {Guid.NewGuid()}' -Model dall-e-3 -Style natural -OutFile a.webp");
        await session.OutputAsync("(Get-CometImageHistory a.webp).Images | Save-CometImage out -FileName b -Sidecar");
        Assert.Equal("natural", Read(session, "out", "b.webp.json").GetProperty("request").GetProperty("Style").GetString());
    }

    static JsonElement Read(ModuleSession session, params string[] path) => JsonElement.Parse(File.ReadAllText(session.Folder[path]));
}
