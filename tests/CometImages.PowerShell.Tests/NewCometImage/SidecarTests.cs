using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>The record beside an image. The bytes of the image are those that the service sent.</summary>
public sealed class SidecarTests
{
    public static TheoryData<string> Formats => ["png", "jpg", "webp"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_image_with_content_credentials_is_byte_for_byte_what_was_sent(string extension)
    {
        byte[] sent = extension switch
        {
            "png" => MetadataImage.PngWithCredentials(),
            "jpg" => MetadataImage.JpegWithCredentials(),
            _ => MetadataImage.WebPWithCredentials(),
        };
        await using ModuleSession session = await StartAsync(sent);
        await session.OutputAsync(
            $$"""
            New-CometImage boat -Model gpt-image-2 -OutFile out/boat.{{extension}} -Sidecar
            Get-CometImage out/boat.{{extension}} | Save-CometImage copies
            New-CometImage boat -Model gpt-image-2 | Save-CometImage moved -Sidecar
            """);
        string[] images = [.. session.Folder.Files().Where(file => file.EndsWith("." + extension, StringComparison.Ordinal))];
        Assert.Equal(3, images.Length);
        Assert.All(images, image => Assert.Equal(sent, File.ReadAllBytes(session.Folder[image])));
        Assert.All(images, image => Assert.True(File.Exists(session.Folder[image + ".json"])));
        Assert.All(await session.OutputAsync("Get-CometImage -Recurse"), image => Assert.Equal(true, image.Get("HasContentCredentials")));
    }

    [Fact]
    public async Task A_sidecar_contains_the_request_and_neither_the_API_key_nor_the_connection()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "New-CometImage 'A boat' -Model doubao-seedream-4-0-250828 -Size 2K -AdditionalProperty @{ seed = 42 } "
            + "-OutFile boat.jpg -Sidecar -Cost"));
        string text = await File.ReadAllTextAsync(session.Folder["boat.jpg.json"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Folder.Path, text, StringComparison.Ordinal);
        JsonElement root = JsonElement.Parse(text);
        Assert.Equal(
            """{"Model":"doubao-seedream-4-0-250828","Prompt":"A boat","Size":"2K","AdditionalProperty":{"seed":42}}""",
            JsonSerializer.Serialize(root.GetProperty("request")));
        JsonElement properties = root.GetProperty("image");
        Assert.Equal(image.Get("TotalTokens"), properties.GetProperty("TotalTokens").GetInt64());
        Assert.Equal(image.Text("RequestId"), properties.GetProperty("RequestId").GetString());
        Assert.Equal(image.Sha256(), properties.GetProperty("Sha256").GetString()!.ToLowerInvariant());
        Assert.Equal(image.Get("CostBasis")!.ToString(), properties.GetProperty("CostBasis").GetString());
    }

    [Fact]
    public async Task Each_image_of_a_request_has_a_sidecar_also_if_it_is_downloaded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x @Small -Count 2 -OutFile x.webp -Sidecar");
        Assert.Equal(["x-1.webp", "x-1.webp.json", "x-2.webp", "x-2.webp.json"], session.Folder.Names);
        Assert.Equal(2, (await session.OutputAsync("Get-CometImage | ForEach-Object Index"))[1].BaseObject);
    }

    [Fact]
    public async Task The_edited_image_is_in_the_sidecar_with_its_hash()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string source = session.Folder.Write("source.png", MetadataImage.PngWithCredentials());
        await session.OutputAsync("Edit-CometImage 'At night' source.png -Model gpt-image-2 -OutFile night.png -Sidecar");
        JsonElement root = JsonElement.Parse(await File.ReadAllTextAsync(session.Folder["night.png.json"], TestContext.Current.CancellationToken));
        Assert.Equal(source, root.GetProperty("request").GetProperty("Image").GetString());
        JsonElement recorded = Assert.Single(root.GetProperty("sources").EnumerateArray());
        Assert.Equal(source, recorded.GetProperty("Path").GetString());
        Assert.Equal(Properties.Sha256(source), recorded.GetProperty("Sha256").GetString()!.ToLowerInvariant());

        // The same edit again.
        IReadOnlyList<PSObject> again = await session.OutputAsync("(Get-CometImage night.png).Request | Edit-CometImage -OutFile again.png");
        Assert.Equal(source, again[0].Text("SourceImage"));
        IEnumerable<string?>[] parts = [.. session.Edits.Select(edit => edit.Parts!.Select(part => part.Sha256 ?? part.Value))];
        Assert.Equal(parts[0], parts[1]);
        Assert.Equal("CometApi.InvalidRequest", (await session.ErrorAsync("(Get-CometImage night.png).Request | New-CometImage")).Id());
    }

    [Fact]
    public async Task An_existing_pair_is_left_alone_and_what_is_missing_is_not_added_to_an_existing_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage one @Small -OutFile x.webp -Sidecar; New-CometImage one @Small -OutFile y.webp");
        byte[] before = await File.ReadAllBytesAsync(session.Folder["x.webp.json"], TestContext.Current.CancellationToken);
        await session.OutputAsync("'x', 'y' | ForEach-Object { New-CometImage two @Small -OutFile \"$_.webp\" -Sidecar -SkipExisting }");
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(before, await File.ReadAllBytesAsync(session.Folder["x.webp.json"], TestContext.Current.CancellationToken));
        Assert.Equal(["x.webp", "x.webp.json", "y.webp"], session.Folder.Names);
    }

    [Fact]
    public async Task An_earlier_sidecar_is_replaced_with_its_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage one @Small -OutFile x.webp -Sidecar; New-CometImage two @Small -OutFile x.webp -Sidecar -Force");
        Assert.Equal("two", Assert.Single(await session.OutputAsync("Get-CometImage x.webp")).Text("Prompt"));

        File.Delete(session.Folder["x.webp"]);
        await session.OutputAsync("New-CometImage three @Small -OutFile x.webp -Sidecar -SkipExisting");
        Assert.Equal("three", Assert.Single(await session.OutputAsync("Get-CometImage x.webp")).Text("Prompt"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    [InlineData("-SkipExisting")]
    public async Task A_file_that_is_not_a_sidecar_is_an_error_before_the_request(string parameters)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.webp.json", "{}"u8);
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -OutFile x.webp -Sidecar " + parameters);
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Contains("x.webp.json", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
        Assert.Equal(["x.webp.json"], session.Folder.Names);
    }

    [Fact]
    public async Task A_sidecar_without_OutFile_is_an_error_that_names_the_other_way()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -Sidecar");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("Save-CometImage -Sidecar", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task A_sidecar_that_cannot_be_written_is_a_warning_and_the_image_is_written_to_the_output()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.LatencyMs = 500;
        Task<RunResult> run = session.RunAsync("New-CometImage x @Small -OutFile x.webp -Sidecar");
        await ModuleSession.WhenAsync(() => session.Requests.Count > 0);
        Directory.CreateDirectory(session.Folder["x.webp.json"]);
        RunResult result = await run;
        result.AssertNoErrors();
        Assert.Equal("x.webp", Assert.Single(result.Output).FileName());
        Assert.Single(result.Warnings, warning => warning.Contains("x.webp.json", StringComparison.Ordinal));
    }

    static async Task<ModuleSession> StartAsync(byte[] image)
    {
        ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule
        {
            Fault = FaultNames.Respond,
            Status = 200,
            Body = $$"""{"created":1795910400,"data":[{"b64_json":"{{Convert.ToBase64String(image)}}"}]}""",
            Count = 0,
        });
        return session;
    }
}
