using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Session;

public sealed class TableViewTests
{
    const int Width = 120;

    [Theory]
    [InlineData("$images | Out-Default")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($images)) | Out-Default")]
    public async Task Images_are_shown_as_a_table_that_fits_the_screen(string script)
    {
        RecordingHost host = new(Width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync(
            "$images = @(New-CometImage 'a boat' @Small -WarningAction Ignore; New-CometImage ('a very long prompt ' * 20) -Model gpt-image-2 -OutFile a.png); " + script);

        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Size +Prompt +Path or URL$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Width));
        Assert.StartsWith("dall-e-2               256x256   a boat", lines[2], StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("gpt-image-2            1024x1024 a very long prompt", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(" a.png", lines[3].TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task The_history_is_shown_as_a_table_that_fits_a_narrow_screen()
    {
        RecordingHost host = new(80);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        string mark = Guid.NewGuid().ToString("N");
        await session.OutputAsync(
            $"$null = New-CometImage '{mark}' @Small -WarningAction Ignore; Get-CometImageHistory | Where-Object Prompt -EQ {mark} | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Time +Status +Images +Model +Prompt$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Matches($@"^\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d Completed +1 dall-e-2 +{mark[..10]}", lines[2]);
    }

    [Fact]
    public async Task The_models_are_shown_as_a_table_that_fits_the_screen()
    {
        RecordingHost host = new(Width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Get-CometImageModel | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Status +Max +Edits +Returns +Sizes or aspect ratios$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Width));
        Assert.Matches("^gpt-image-2 +current +10 +True +Base64 +auto, 1024x1024, 1536x1024, ", lines[2]);
        Assert.Contains(lines, line => Regex.IsMatch(line, "^dall-e-3 +retired 2026-05-12 +1 +False +Url, Base64 +1024x1024, 1792x1024, "));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^grok-imagine-image +current +10 +True +Url, Base64 +1:1, 4:3, "));
    }

    [Fact]
    public async Task On_a_narrow_screen_only_the_sizes_of_the_models_are_cut()
    {
        RecordingHost host = new(80);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Get-CometImageModel | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^doubao-seedream-4-0-250828 current +True +Url, Base64 2K, 4K"));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^dall-e-3 +retired 2026-05-12 +1 +False +Url, Base64 1024x1024"));
    }

    [Fact]
    public async Task The_models_of_the_catalog_are_shown_with_their_prices()
    {
        RecordingHost host = new(Width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Get-CometImageModel gpt-image-2, dall-e-3, gpt-image-2.5-flare, lighthouse* -Online | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Provider +Input +Output +Request +Currency +Status$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Width));
        Assert.Matches("^gpt-image-2 +OpenAI +4 +24 +USD / M Tokens +current$", lines[2]);
        Assert.Contains(lines, line => line.EndsWith("not in the built-in list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Estimated_costs_fit_a_narrow_screen()
    {
        RecordingHost host = new(80);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Measure-CometImageCost x -Model doubao-seedream-4-0-250828, lighthouse-image-1 | Out-Default");
        string[] lines = [.. host.Lines.Select(Plain)];
        Assert.Matches("^Model +Images Requests +Minimum \\$ +Maximum \\$ Basis$", lines[0]);
        Assert.Equal("doubao-seedream-4-0-250828       1        1       0.024       0.024 PerRequest", lines[2]);
        Assert.Equal("lighthouse-image-1               1        1                         Unknown", lines[3]);
    }

    // Colours take no room.
    static string Plain(string line) => Regex.Replace(line, "\u001b\\[[0-9;]*m", "");
}
