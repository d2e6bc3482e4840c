using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Session;

public sealed class TableViewTests
{
    const int Width = 120;

    [Theory]
    [InlineData("$images | Out-Default")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($images)) | Out-Default")]
    public async Task Pictures_are_shown_as_a_table_that_fits_the_screen(string script)
    {
        RecordingHost host = new(Width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync(
            "$images = @(New-CometImage 'a boat' @Small; New-CometImage ('a very long prompt ' * 20) -Model gpt-image-2 -OutFile a.png); " + script);

        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Size +Prompt +Path or URL$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Width));
        Assert.StartsWith("dall-e-2         256x256   a boat", lines[2], StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("gpt-image-2 1024x1024 a very long prompt", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(" a.png", lines[3].TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task The_models_are_shown_as_a_table_that_fits_the_screen()
    {
        RecordingHost host = new(Width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Get-CometImageModel | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Provider +Max +Answers +Sizes$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Width));
        Assert.Matches("^dall-e-3 +OpenAI +1 +Url, Base64 +1024x1024, 1792x1024, 1024x1792$", lines[2]);
        Assert.Equal(10, lines.Length);
    }

    // Colours take no room.
    static string Plain(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;]*m", "");
}
