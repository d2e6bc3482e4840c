using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>An edit that can't work isn't sent, and the error says what to do.</summary>
public sealed class RejectedImageTests
{
    const int Megabyte = 1_000_000;

    /// <summary>Scripts, what their errors contain, and what to do.</summary>
    public static TheoryData<string, string, string> Unsuitable => new()
    {
        { "Edit-CometImage x boat.png -Mask small.png", "has 48x64 pixels, and the image", "a mask of the same size" },
        { "Edit-CometImage x boat.png -Mask sky.jpg", "sky.jpg' isn't a PNG image. It contains an image in JPEG format.", "in PNG format" },
        { "Edit-CometImage x boat.png -Mask opaque.png", "opaque.png' has no alpha channel", "transparent" },
        { "Edit-CometImage x boat.png -Mask large.png", "large.png' has 4.0 MB. A mask must be smaller than 4 MB.", "a smaller file" },
        { "Edit-CometImage x text.png", "text.png' isn't a PNG, JPEG, or WebP image.", "one of these formats" },
        { "Edit-CometImage x drawing.svg", "It contains an image in SVG format.", "one of these formats" },
        { "Edit-CometImage x empty.png", "The file is empty.", "one of these formats" },
        { "Edit-CometImage x huge.png", "huge.png' has 51.0 MB. gpt-image-2 supports images of less than 50 MB.", "a smaller file" },
        { "Edit-CometImage x boat.png -ReferenceImage sky.jpg, huge.png", "huge.png' has 51.0 MB.", "a smaller file" },
        { "Edit-CometImage x boat.png -ReferenceImage (@('sky.jpg') * 16)", "at most 16 images per request, not 17", "fewer reference images" },
        { "Edit-CometImage x boat.png -InputFidelity high", "gpt-image-2 doesn't support input_fidelity", "Leave it out" },
        { "Edit-CometImage x boat.png -Model gpt-image-1-mini -InputFidelity high", "input_fidelity 'high'. It supports low.", "a supported value" },
        { "Edit-CometImage x boat.png -Model dall-e-3", "dall-e-3 doesn't edit images.", "such as gpt-image-2, " },
        { "New-CometImage x -ReferenceImage boat.png", "gpt-image-2 doesn't create images from reference images.", "Use Edit-CometImage" },
        { "New-CometImage x -ReferenceImage boat.png -Model dall-e-3", "dall-e-3 doesn't support reference images.", "such as doubao-seedream-" },
    };

    public static TheoryData<string> UnsuitableScripts => [.. Unsuitable.Select(row => row.Data.Item1)];

    /// <summary>The same for what can't be sent in any case.</summary>
    public static TheoryData<string, string, string> Impossible => new()
    {
        { "Edit-CometImage x folder", "folder' is a folder, not a file.", "Get-ChildItem" },
        { "Edit-CometImage x missing.png", "missing.png' doesn't exist.", "Check the path" },
        { "Edit-CometImage x '*.png'", "*.png' doesn't exist.", "Get-ChildItem" },
        { "'baot.png' | Edit-CometImage x", "baot.png' doesn't exist.", "Check the path" },
        { "'make it night' | Edit-CometImage boat.png", "make it night' doesn't exist.", "Check the path" },
        { "Edit-CometImage x boat.png -Mask missing.png", "missing.png' doesn't exist.", "Check the path" },
        { "Edit-CometImage x boat.png -AdditionalProperty @{ image = 'y' }", "-AdditionalProperty contains 'image'", "Remove it" },
        { "Edit-CometImage x boat.png -AdditionalProperty @{ mask = 'y' }", "-AdditionalProperty contains 'mask'", "Remove it" },
        {
            "Edit-CometImage x boat.png -Mask mask.png -Model doubao-seedream-5-0-260128",
            "doubao-seedream-5-0-260128 doesn't support a mask.",
            "Remove -Mask"
        },
    };

    [Theory]
    [MemberData(nameof(Unsuitable))]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_work_is_an_error_that_says_what_to_do_and_nothing_is_sent(string script, string message, string action)
    {
        await using ModuleSession session = await StartAsync();
        ErrorRecord error = await session.ErrorAsync(script);
        Assert.Equal(("CometApi.InvalidRequest", ErrorCategory.InvalidArgument), (error.Id(), error.CategoryInfo.Category));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("charged", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [MemberData(nameof(UnsuitableScripts))]
    public async Task With_SkipParameterCheck_it_is_sent_and_an_error_is_that_of_the_service(string script)
    {
        await using ModuleSession session = await StartAsync();
        RunResult result = await session.RunAsync(script + " -SkipParameterCheck");
        JournalEntry request = Assert.Single(session.Emulator.Journal.Requests);
        Assert.All(result.Errors, error => Assert.Contains(request.RequestId, error.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task With_SkipParameterCheck_what_is_impossible_is_an_error_too(string script, string message, string action)
    {
        await using ModuleSession session = await StartAsync();
        ErrorRecord error = await session.ErrorAsync(script + " -SkipParameterCheck");
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task A_path_outside_the_file_system_is_an_error()
    {
        await using ModuleSession session = await StartAsync();
        ErrorRecord error = await session.ErrorAsync("Edit-CometImage x env:/PATH");
        Assert.Contains("isn't a file system path", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task A_rejected_image_does_not_end_the_pipeline()
    {
        await using ModuleSession session = await StartAsync();
        RunResult result = await session.RunAsync(
            "'boat.png', 'text.png', 'missing.png', 'sky.jpg' | Edit-CometImage x -InformationVariable run; $run.MessageData.Failed");
        Assert.Equal(["boat.png", "sky.jpg"], result.Output.SkipLast(1).Sources());
        Assert.Equal(2, result.Output[^1].BaseObject);
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(2, session.Edits.Count);
    }

    static async Task<ModuleSession> StartAsync()
    {
        ModuleSession session = await EditSession.StartAsync();
        byte[] png = EditSession.CreateImage(SKEncodedImageFormat.Png, seed: 5);
        session.Folder.Write("small.png", EditSession.CreateImage(SKEncodedImageFormat.Png, seed: 6, width: EditSession.Width / 2));
        session.Folder.Write("opaque.png", EditSession.CreateImage(SKEncodedImageFormat.Png, seed: 7, isOpaque: true));
        session.Folder.Write("text.png", "a text"u8);
        session.Folder.Write("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8);
        session.Folder.Write("empty.png", []);
        SetLength(session.Folder.Write("large.png", png), 4 * Megabyte);
        SetLength(session.Folder.Write("huge.png", png), 51 * Megabyte);
        Directory.CreateDirectory(session.Folder["folder"]);
        return session;
    }

    static void SetLength(string path, int length)
    {
        using FileStream file = File.OpenWrite(path);
        file.SetLength(length);
    }
}
