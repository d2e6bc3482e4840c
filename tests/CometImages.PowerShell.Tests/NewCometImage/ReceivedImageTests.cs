using System.Management.Automation;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>The bytes of an image say what it is. A difference from the request is a warning, and the image is written to the output.</summary>
public sealed class ReceivedImageTests
{
    static readonly byte[] s_gif = [.. "GIF89a"u8, 20, 0, 10, 0, 0, 0, 0, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, .. new byte[10], 0x3B];
    static readonly byte[] s_svg =
        Encoding.UTF8.GetBytes("<?xml version='1.0'?>\n<!-- a boat -->\n<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'></svg>\n");

    [Fact]
    public async Task A_size_other_than_the_requested_one_is_a_warning_that_names_both()
    {
        await using ModuleSession session = await StartAsync(Png(1024, 1024));
        RunResult result = await session.RunAsync("New-CometImage x -Model gpt-image-2.5-flare -Size 1536x1024");
        PSObject image = AssertOneWarning(result, "1024x1024", "1536x1024");
        Assert.Equal((1024, 1024, "1024x1024"), (image.Get("Width"), image.Get("Height"), image.Text("Size")));
    }

    [Fact]
    public async Task An_image_without_an_alpha_channel_is_a_warning_when_a_transparent_background_was_requested()
    {
        await using ModuleSession session = await StartAsync(Png(20, 10));
        PSObject image = AssertOneWarning(
            await session.RunAsync("New-CometImage x -Model gpt-image-2.5-flare -Background transparent"), "alpha channel", "transparent");
        Assert.Equal(false, image.Get("HasAlpha"));
    }

    [Theory]
    [InlineData("-Model gpt-image-2.5-flare -Background transparent", "1024x1024", true)]
    [InlineData("-Model gpt-image-2.5-flare -Background opaque -Size auto", "1024x1024", false)]
    [InlineData("-Model gpt-image-2.5-flare -OutputFormat webp -Background transparent -Size 1536x1024", "1536x1024", true)]
    [InlineData("-Model doubao-seedream-4-0-250828 -Size 2K -ResponseFormat Base64", "2048x2048", false)]
    public async Task An_image_as_requested_is_not_a_warning(string parameters, string size, bool hasAlpha)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("New-CometImage x " + parameters);
        result.AssertNoErrors();
        Assert.Empty(result.Warnings);
        PSObject image = Assert.Single(result.Output);
        Assert.Equal((size, $"{image.Get("Width")}x{image.Get("Height")}", hasAlpha), (image.Text("Size"), size, image.Get("HasAlpha")));
    }

    [Fact]
    public async Task Each_difference_is_a_warning_of_its_own()
    {
        await using ModuleSession session = await StartAsync(Encode(20, 10, SKEncodedImageFormat.Jpeg));
        RunResult result = await session.RunAsync("New-CometImage x -Model gpt-image-2.5-flare -Background transparent -Size 1024x1024 -OutFile x.png");
        result.AssertNoErrors();
        Assert.Equal(3, result.Warnings.Count);
        Assert.All(result.Warnings, warning => Assert.Contains("x.png", warning, StringComparison.Ordinal));
        Assert.Equal("jpeg", Assert.Single(result.Output).Text("OutputFormat"));
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("svg")]
    public async Task A_GIF_and_an_SVG_are_saved_with_their_extension(string format)
    {
        await using ModuleSession session = await StartAsync(format == "gif" ? s_gif : s_svg);
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage x -Model gpt-image-2.5-flare | Save-CometImage -Name x");
        PSObject image = Assert.Single(images);
        Assert.Equal(("x." + format, format), (image.FileName(), image.Text("OutputFormat")));
        Assert.Equal((20, 10, true), (image.Get("Width"), image.Get("Height"), image.Get("HasAlpha")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -OutFile x.png")]
    public async Task More_images_than_requested_are_a_warning_that_names_the_number_and_the_files(string parameters)
    {
        await using ModuleSession session = await StartAsync(Png(20, 10), Png(20, 10), Png(20, 10));
        RunResult result = await session.RunAsync("New-CometImage x -Model gpt-image-2.5-flare" + parameters);
        result.AssertNoErrors();
        Assert.Equal([1, 2, 3], result.Output.Select(image => (int)image.Get("Index")!));
        string warning = Assert.Single(result.Warnings);
        Assert.Contains("contains 3 images. The requested number is 1.", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output[0].Text("Path")!, warning, StringComparison.Ordinal);
        Assert.All(result.Output.Skip(1), image => Assert.Contains(image.Text("Path")!, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_existing_file_has_the_properties_of_its_bytes()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.png", Png(20, 10));
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage x -Model gpt-image-2.5-flare -Size 1024x1024 -OutFile x.png -SkipExisting"));
        Assert.Equal((20, 10, false, "20x10"), (image.Get("Width"), image.Get("Height"), image.Get("HasAlpha"), image.Text("Size")));
    }

    [Theory]
    [InlineData("New-CometImage x @Small | Save-CometImage")]
    [InlineData("New-CometImage x @Small -OutFile x.webp")]
    public async Task An_image_with_a_URL_has_the_properties_of_its_bytes_when_it_is_downloaded(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject remote = Assert.Single(await session.OutputAsync("New-CometImage x @Small"));
        Assert.Equal((null, null, null, "256x256"), (remote.Get("Width"), remote.Get("Height"), remote.Get("HasAlpha"), remote.Text("Size")));
        PSObject image = Assert.Single(await session.OutputAsync(script));
        Assert.Equal((256, 256, false, "webp"), (image.Get("Width"), image.Get("Height"), image.Get("HasAlpha"), image.Text("OutputFormat")));
    }

    static async Task<ModuleSession> StartAsync(params byte[][] images)
    {
        ModuleSession session = await ModuleSession.StartAsync();
        string items = string.Join(',', images.Select(image => $$"""{"b64_json":"{{Convert.ToBase64String(image)}}"}"""));
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 200, Body = $$"""{"data":[{{items}}]}""" });
        return session;
    }

    static PSObject AssertOneWarning(RunResult result, params string[] parts)
    {
        result.AssertNoErrors();
        PSObject image = Assert.Single(result.Output);
        string warning = Assert.Single(result.Warnings);
        Assert.All([.. parts, image.Text("Path")!], part => Assert.Contains(part, warning, StringComparison.Ordinal));
        return image;
    }

    static byte[] Png(int width, int height) => Encode(width, height, SKEncodedImageFormat.Png);

    static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
