using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class Base64ResponseTests
{
    [Fact]
    public async Task A_model_that_returns_only_base64_receives_no_response_format_and_its_image_is_a_file_with_the_same_bytes()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' -Model gpt-image-2"));

        session.AssertSent("""{"model":"gpt-image-2","prompt":"a boat"}""");
        Assert.Null(image.Get("Url"));
        Assert.Equal(Assert.Single(session.Requests[0].Images), image.Sha256());
        Assert.Equal("png", image.Text("OutputFormat"));
        Assert.Equal("1024x1024", image.Text("Size"));
    }

    [Fact]
    public async Task An_image_is_in_the_spool_of_the_user_until_it_is_saved()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' -Model gpt-image-2"));
        Assert.Equal(TestProcess.Spool, Path.GetDirectoryName(image.Text("Path")));
        Assert.Empty(session.Folder.Names);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
            Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(TestProcess.Spool) & Others);
        }
    }

    [Theory]
    [InlineData("Url")]
    [InlineData("Base64")]
    public async Task ResponseFormat_is_not_sent_to_a_model_that_returns_only_base64(string format)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"New-CometImage 'a boat' -Model gpt-image-2 -ResponseFormat {format}");
        result.AssertNoErrors();
        session.AssertSent("""{"model":"gpt-image-2","prompt":"a boat"}""");
        Assert.NotNull(Assert.Single(result.Output).Get("Path"));
        if (format == "Url")
        {
            Assert.Contains("gpt-image-2 always returns base64", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(result.Warnings);
        }
    }

    [Theory]
    [InlineData("Url", "url")]
    [InlineData("Base64", "b64_json")]
    public async Task ResponseFormat_is_sent_to_a_model_that_supports_it(string format, string wireValue)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync($"New-CometImage 'a boat' @Small -ResponseFormat {format}"));
        session.AssertSent($$"""{"model":"dall-e-2","prompt":"a boat","size":"256x256","response_format":"{{wireValue}}"}""");
        Assert.Equal(format == "Url", image.Get("Url") is not null);
        Assert.Equal(format == "Base64", image.Get("Path") is not null);
    }

    [Fact]
    public async Task Several_images_of_one_response_keep_their_order()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.DataFirst = true;
        session.Emulator.Settings.EscapeSlashes = true;
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage 'a boat' @Small -Count 3 -ResponseFormat Base64");

        JournalEntry request = Assert.Single(session.Requests);
        Assert.Equal(3, request.Images.Distinct().Count());
        Assert.Equal(request.Images, images.Select(image => image.Sha256()));
        Assert.Equal([1, 2, 3], images.Select(image => (int)image.Get("Index")!));
    }
}
