using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.ShowCometImage;

/// <summary>The cmdlet in a real terminal.</summary>
public sealed class TerminalTests
{
    const string Attributes = "\u001B[c";
    const string SixelStart = "\u001BP0;1;0q\"1;1;";

    [Fact]
    public async Task A_terminal_is_asked_once_and_nothing_is_left_in_its_input()
    {
        using TempFolder folder = CreateFolder();
        using PseudoTerminal terminal = Start(
            folder, "Show-CometImage x.png; Show-CometImage x.png; \"input left: $([Console]::KeyAvailable)\"");
        string request = await terminal.ReadUntilAsync(Attributes);
        Assert.EndsWith("\u001B_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001B\\" + Attributes, request, StringComparison.Ordinal);
        await terminal.SendAsync("\u001B[?62;4;22c");
        await terminal.ReadUntilAsync(Attributes);
        await terminal.SendAsync("\u001B]11;rgb:ffff/ffff/ffff\u001B\\\u001B[6;16;8t\u001B[?1;0;256S\u001B[?2;0;800;600S\u001B[?62;4;22c");
        string text = await terminal.ReadToEndAsync();
        Assert.Equal(2, Regex.Count(text, Regex.Escape(SixelStart) + "64;48[^\u001B]*\u001B\\\\"));
        Assert.Equal(2, Regex.Count(text, Regex.Escape("x.png") + "\u001B]8;;\u001B\\\\  64x48"));
        Assert.DoesNotContain(Attributes, text, StringComparison.Ordinal);

        // The response isn't displayed.
        Assert.DoesNotContain("62;4;22", text, StringComparison.Ordinal);
        Assert.Contains("input left: False", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_of_kitty_is_not_asked_for_its_protocol()
    {
        using TempFolder folder = CreateFolder();
        using PseudoTerminal terminal = Start(folder, "Show-CometImage x.png", ("TERM", "xterm-kitty"));
        await terminal.ReadUntilAsync(Attributes);
        await terminal.SendAsync("\u001B[6;16;8t\u001B[?62;c");
        string text = await terminal.ReadToEndAsync();
        Match match = Regex.Match(text, "\u001B_Ga=T,f=100,q=2,c=8,r=3,m=1;([^\u001B]+)\u001B\\\\\u001B_Gq=2,m=0;\u001B\\\\");
        Assert.Equal(File.ReadAllBytes(folder["x.png"]), Convert.FromBase64String(match.Groups[1].Value));
    }

    [Fact]
    public async Task Neither_a_file_nor_a_transcript_contains_an_image()
    {
        using TempFolder folder = CreateFolder();
        using PseudoTerminal terminal = Start(
            folder,
            """
            $null = Start-Transcript transcript.txt
            Show-CometImage x.png > redirected.txt
            Show-CometImage x.png -PassThru | Out-File piped.txt
            Show-CometImage x.png *> all.txt
            $null = Stop-Transcript
            """,
            ("TERM_PROGRAM", "iTerm.app"));
        await AnswerAsync(terminal);
        Assert.Equal(3, Regex.Count(await terminal.ReadToEndAsync(), "\u001B]1337;File=inline=1;"));
        Assert.Empty(File.ReadAllText(folder["redirected.txt"]));
        Assert.All(
            ["transcript.txt", "piped.txt", "all.txt"],
            name =>
            {
                string text = File.ReadAllText(folder[name]);
                Assert.Contains("x.png", text, StringComparison.Ordinal);
                Assert.DoesNotContain("1337", text, StringComparison.Ordinal);
            });
        Assert.All(["piped.txt", "all.txt"], name => Assert.DoesNotContain('\u001B', File.ReadAllText(folder[name])));
    }

    [Fact]
    public async Task A_job_displays_no_image()
    {
        using TempFolder folder = CreateFolder();
        using PseudoTerminal terminal = Start(
            folder,
            "Start-Job { Import-Module $using:manifest; Show-CometImage $using:PWD/x.png -Protocol ITerm2 } | Receive-Job -Wait; 'end'",
            ("TERM_PROGRAM", "iTerm.app"));
        string text = await terminal.ReadToEndAsync();
        Assert.Contains("64x48", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1337", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Attributes, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_image_is_an_error_and_the_next_one_is_displayed()
    {
        using TempFolder folder = CreateFolder();
        byte[] damaged = File.ReadAllBytes(folder["x.png"]);
        damaged[16] = 127;
        folder.Write("huge.png", damaged);
        folder.Write("short.png", damaged.AsSpan(0, 40));
        using PseudoTerminal terminal = Start(folder, "Show-CometImage huge.png, short.png, x.png -Protocol HalfBlock -Width 4; $Error.Count");
        await AnswerAsync(terminal);
        string text = await terminal.ReadToEndAsync();
        Assert.Contains("megapixels", text, StringComparison.Ordinal);
        Assert.Contains("\u2580", text, StringComparison.Ordinal);
        Assert.Contains("\n2\r", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_the_protocol_lacks_has_a_warning_or_the_other_module()
    {
        using TempFolder folder = CreateFolder();
        Directory.CreateDirectory(folder["modules", "Sixel"]);
        File.WriteAllText(
            folder["modules", "Sixel", "Sixel.psm1"],
            "function ConvertTo-Sixel($Path, $Width) { \"converted $(Split-Path $Path -Leaf) $Width\" }");
        using PseudoTerminal terminal = Start(
            folder,
            """
            Show-CometImage x.jpg, x.jpg -Protocol Sixel
            $env:PSModulePath = "$PWD/modules"
            Show-CometImage x.jpg -Protocol Sixel -Width 9
            """);
        string text = await AnswerAsync(terminal) + await terminal.ReadToEndAsync();
        Assert.Equal(1, Regex.Count(text, "WARNING: JPEG images can't be displayed with the protocol Sixel"));
        Assert.Contains("converted x.jpg 9", text, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(text, "64x48"));
    }

    [Fact]
    public async Task A_URL_is_downloaded_and_its_file_is_deleted()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string url = (await session.OutputAsync("(New-CometImage x @Small).Url"))[0].ToString();
        using TempFolder folder = CreateFolder();
        using PseudoTerminal terminal = Start(
            folder, $"Show-CometImage '{url}'", ("TERM_PROGRAM", "WezTerm"), ("XDG_DATA_HOME", folder["data"]));
        await AnswerAsync(terminal);
        Assert.Contains("\u001B]1337;File=inline=1;", await terminal.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("GET", Assert.Single(session.Downloads).Method);
        Assert.DoesNotContain(folder.NamesIn(Path.Combine("data", "CometImages", "spool")), name => name.EndsWith(".webp", StringComparison.Ordinal));
    }

    // Returns what the terminal received before it was asked.
    static async Task<string> AnswerAsync(PseudoTerminal terminal)
    {
        string text = await terminal.ReadUntilAsync(Attributes);
        await terminal.SendAsync("\u001B[?62;4c");
        return text;
    }

    static TempFolder CreateFolder()
    {
        TempFolder folder = new();
        using SKBitmap image = new(64, 48);
        image.Erase(SKColors.CornflowerBlue);
        folder.Write("x.png", image.Encode(SKEncodedImageFormat.Png, 100).AsSpan());
        folder.Write("x.jpg", image.Encode(SKEncodedImageFormat.Jpeg, 90).AsSpan());
        return folder;
    }

    static PseudoTerminal Start(TempFolder folder, string script, params (string Name, string Value)[] environment)
    {
        File.WriteAllText(
            folder["test.ps1"], $"$manifest = '{TestProcess.Manifest}'\nImport-Module $manifest\nSet-Location '{folder.Path}'\n{script}");
        return new PseudoTerminal(folder["test.ps1"], environment.ToDictionary(pair => pair.Name, pair => pair.Value));
    }
}
