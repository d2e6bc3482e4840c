using System.Management.Automation;
using System.Security.Cryptography;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>A run of edits keeps the promises of New-CometImage.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task WhatIf_shows_each_edit_with_its_source_and_its_file_and_the_sum()
    {
        RecordingHost host = new(250);
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false, host);
        session.Folder.Write("boat.png", EditSession.CreateImage(SKEncodedImageFormat.Png, seed: 1));
        session.Folder.Write("sky.jpg", EditSession.CreateImage(SKEncodedImageFormat.Jpeg, seed: 2));
        Assert.Empty(await session.OutputAsync(
            """
            'boat.png', 'sky.jpg' | Edit-CometImage 'make it night' -Quality low -OutFile { "night/$_" } -WhatIf
            'boat.png' | Edit-CometImage 'make it night' -Count 2 -WhatIf
            """));
        Assert.Equal(
            [
                Describe("1 image", "gpt-image-2: make it night (low)", "boat.png", "night/boat.png"),
                Describe("1 image", "gpt-image-2: make it night (low)", "sky.jpg", "night/sky.jpg"),
                "What if: Performing the operation \"Edit in total\" on target \"2 images in 2 requests\".",
                Describe("2 images", "gpt-image-2: make it night", "boat.png", null),
            ],
            host.Lines);
        Assert.Empty(session.Emulator.Journal.Requests);
        Assert.Equal(["boat.png", "sky.jpg"], session.Folder.Names);

        string Describe(string count, string request, string source, string? file) =>
            $"What if: Performing the operation \"Edit {count}\" on target \"{request} from '{source}'"
            + (file is null ? "\"." : $" in '{session.Folder[file.Split('/')]}'\".");
    }

    [Fact]
    public async Task Verbose_names_the_image_and_the_outcome()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        RunResult result = await session.RunAsync("Edit-CometImage 'make it night' boat.png -Verbose");
        Assert.Contains(result.Verbose, line => line.Contains($"image '{session.Folder["boat.png"]}'", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, line => line.StartsWith("gpt-image-2: make it night (boat.png): received 1 image", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, line => line.Contains(session.Edits[0].RequestId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes_and_a_server_error_is_a_warning()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        foreach ((int status, int count) in new[] { (429, 2), (503, 1) })
        {
            session.Emulator.Faults.Add(new FaultRule
            {
                Route = "edits",
                Fault = FaultNames.Respond,
                Status = status,
                Count = count,
                Headers = { ["Retry-After"] = "0" },
            });
        }

        RunResult result = await session.RunAsync("Edit-CometImage x boat.png -ReferenceImage sky.jpg -Mask mask.png");
        result.AssertNoErrors();
        Assert.Single(result.Output);
        Assert.Equal([429, 429, 503, 200], session.Edits.Select(edit => edit.Status));
        const string Edit = "model=gpt-image-2; prompt=x; image[]=boat.png; image[]=sky.jpg; mask=mask.png";
        session.AssertEdits(Edit, Edit, Edit, Edit);
        Assert.StartsWith("gpt-image-2: x (boat.png): ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_another_size_and_another_format_and_a_retired_model_are_warnings()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        string base64 = Convert.ToBase64String(EditSession.CreateImage(SKEncodedImageFormat.Png, seed: 1, isOpaque: true));
        session.Emulator.Faults.Add(new FaultRule
        {
            Route = "edits",
            Fault = FaultNames.Respond,
            Status = 200,
            Body = $$"""{"created":1,"data":[{"b64_json":"{{base64}}"}]}""",
        });
        RunResult result = await session.RunAsync(
            "Edit-CometImage x boat.png -Model gpt-image-1 -Size 1024x1024 -Background transparent -OutputFormat webp -OutFile x.webp");
        result.AssertNoErrors();
        string path = Assert.Single(result.Output).Text("Path")!;
        Assert.Equal(
            [
                "OpenAI retired gpt-image-1 on 2026-10-23. Use gpt-image-2 instead.",
                $"'{path}' has 96x64 pixels. The requested size is 1024x1024.",
                $"'{path}' is opaque, because it has no alpha channel. The requested background is transparent.",
                $"'{path}' contains an image in PNG format. Its extension doesn't match.",
            ],
            result.Warnings);
    }

    [Fact]
    public async Task An_existing_result_is_skipped_even_if_its_source_is_gone()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        const string Script = "'boat.png', 'sky.jpg', 'sea.webp' | Edit-CometImage x -OutFile { \"out/$_\" } -SkipExisting";
        await session.OutputAsync(Script);
        File.Delete(session.Folder["boat.png"]);
        File.Delete(session.Folder["out", "sky.jpg"]);
        IReadOnlyList<PSObject> again = await session.OutputAsync(Script);
        Assert.Equal(["boat.png True", "sky.jpg False", "sea.webp True"], again.Select(image => $"{image.FileName()} {image.Get("Skipped")}"));
        Assert.Equal(4, session.Edits.Count);
    }

    [Fact]
    public async Task With_Force_a_file_is_edited_in_place_and_without_it_nothing_is_sent()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        byte[] source = File.ReadAllBytes(session.Folder["boat.png"]);
        const string Script = "[IO.FileInfo]\"$Folder/boat.png\" | Edit-CometImage x -OutFile { $_.FullName }";
        Assert.Equal("CometApi.FileExists", (await session.ErrorAsync(Script)).Id());
        Assert.Equal(source, File.ReadAllBytes(session.Folder["boat.png"]));
        Assert.Empty(session.Edits);

        PSObject image = Assert.Single(await session.OutputAsync(Script + " -Force"));
        Assert.Equal(session.Edits[0].Images[0], image.Sha256());
        Assert.Equal(session.Folder["boat.png"], image.Text("Path"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(source)), session.Edits[0].Parts![^1].Sha256);
        Assert.Equal(["boat.png", "mask.png", "sea.webp", "sky.jpg"], session.Folder.Names);
    }

    [Fact]
    public async Task An_edit_in_place_that_fails_leaves_the_file_as_it_was()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.BadBase64 });
        byte[] source = File.ReadAllBytes(session.Folder["boat.png"]);
        await session.ErrorAsync("Edit-CometImage x boat.png -OutFile boat.png -Force");
        Assert.Equal(source, File.ReadAllBytes(session.Folder["boat.png"]));
        Assert.Equal(["boat.png", "mask.png", "sea.webp", "sky.jpg"], session.Folder.Names);
    }
}
