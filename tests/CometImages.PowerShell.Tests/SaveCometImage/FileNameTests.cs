using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

public sealed class FileNameTests
{
    const long Created = 1773311889;

    static string Stamp => DateTimeOffset.FromUnixTimeSeconds(Created).LocalDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_default_name_has_the_time_and_the_prompt()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.Created = Created;
        PSObject saved = Assert.Single(await session.OutputAsync("New-CometImage 'A paper boat.' @Small | Save-CometImage"));
        Assert.Equal($"{Stamp}-A-paper-boat.webp", saved.FileName());
        Assert.Equal([saved.FileName()], session.Folder.Names);
        Assert.Equal(session.Downloads[0].Images[0], saved.Sha256());
    }

    [Theory]
    [InlineData("{Model}_{Index}", "dall-e-2_1.webp", "dall-e-2_2.webp")]
    [InlineData("{Index:000}-{Prompt}", "001-a-boat.webp", "002-a-boat.webp")]
    [InlineData("{Created:yyyy-MM-dd} {index}", "2026-03-12-1.webp", "2026-03-12-2.webp")]
    [InlineData("banner", "banner-2.webp", "banner.webp")]
    [InlineData("../{Prompt}/{Index}", "a-boat-1.webp", "a-boat-2.webp")]
    [InlineData("NUL", "_NUL-2.webp", "_NUL.webp")]
    public async Task A_template_becomes_valid_file_names(string pattern, params string[] expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.Created = new DateTimeOffset(new DateTime(2026, 3, 12, 12, 0, 0, DateTimeKind.Local)).ToUnixTimeSeconds();
        await session.OutputAsync($"New-CometImage 'a boat' @Small -Count 2 | Save-CometImage -Name '{pattern}'");
        Assert.Equal(expected, session.Folder.Names);
    }

    [Theory]
    [InlineData("{Index:Q}")]
    [InlineData("{Created:%}")]
    public async Task A_template_with_an_invalid_format_is_rejected_and_nothing_is_downloaded(string pattern)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"$image = New-CometImage x @Small; try {{ $image | Save-CometImage -Name '{pattern}' }} catch {{ 'caught'; throw }}");
        Assert.Equal("CometApi.InvalidRequest", Assert.Single(result.Errors).Id());
        Assert.Contains(pattern, result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        Assert.Empty(session.Downloads);
    }

    [Theory]
    [InlineData("{Prompts}")]
    [InlineData("{Key}-{Prompt}")]
    public async Task An_unknown_placeholder_is_an_error_and_nothing_is_downloaded(string pattern)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"$image = New-CometImage x @Small; $image | Save-CometImage -Name '{pattern}'");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("{Index}, {Created}, {Model}, {Prompt}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("CometImages.CometImage", error.TargetObject.GetType().FullName);
        Assert.Empty(session.Downloads);
    }

    [Theory]
    [InlineData("..\\..\\windows\\system32")]
    [InlineData("/etc/passwd")]
    [InlineData("C:con.txt")]
    [InlineData("a\u0000b\u0007c\u001b[31m")]
    [InlineData("rtl \u202egnp.exe")]
    [InlineData("dots and spaces ... ")]
    [InlineData("\ud83d\ude80\ud83d\udc69\u200d\ud83d\ude80 emoji")]
    [InlineData("<>:\"/\\|?*")]
    [InlineData("half a pair \ud83d")]
    public async Task A_hostile_prompt_becomes_one_valid_name_in_the_folder(string prompt)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Prompt", prompt);
        await session.OutputAsync(
            "$image = New-CometImage x @Small; [pscustomobject]@{ Url = $image.Url; Prompt = $Prompt } | Save-CometImage out -Name '{Prompt}'");
        string name = Assert.Single(session.Folder.NamesIn("out"));
        Assert.Equal(["out/"], session.Folder.Names);
        Assert.EndsWith(".webp", name, StringComparison.Ordinal);
        Assert.DoesNotContain(name, c => char.IsControl(c) || "<>:\"/\\|?*\u202e".Contains(c, StringComparison.Ordinal));
        Assert.NotEqual(' ', name[..^5][^1]);
        Assert.NotEqual('.', name[..^5][^1]);
    }

    [Fact]
    public async Task Long_prompts_are_truncated_to_different_names()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("$long = 'x' * 300; ($long + 'a'), ($long + 'b') | New-CometImage @Small | Save-CometImage -Name '{Prompt}'");
        Assert.Equal([new string('x', 60) + "-2.webp", new string('x', 60) + ".webp"], session.Folder.Names);
    }

    [Fact]
    public async Task The_extension_is_that_of_the_detected_format()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            New-CometImage png -Model gpt-image-2 -OutFile real.png
            [IO.File]::Move("$Folder/real.png", "$Folder/called.jpg")
            [pscustomobject]@{ Path = "$Folder/called.jpg" } | Save-CometImage out -Name local
            New-CometImage x -Model doubao-seedream-4-0-250828 | Save-CometImage out -Name seedream
            """);
        Assert.Equal(["local.png", "seedream.jpg"], session.Folder.NamesIn("out"));
    }

    [Fact]
    public async Task A_URL_string_is_saved_with_a_name()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync("(New-CometImage x @Small).Url | Save-CometImage"));
        Assert.DoesNotContain("00010101", saved.FileName(), StringComparison.Ordinal);
        Assert.True(File.Exists(saved.Text("Path")));
    }
}
