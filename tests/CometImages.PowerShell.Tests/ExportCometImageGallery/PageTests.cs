using System.Management.Automation;
using System.Net;
using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.ExportCometImageGallery;

/// <summary>What the page contains for each kind of input.</summary>
public sealed partial class PageTests
{
    [Fact]
    public async Task A_card_has_the_image_its_prompt_and_its_details()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            """
            $row = [pscustomobject]@{ Prompt = 'a < b & c'; Sku = 'A1' }
            ($image = $row | New-CometImage -Model gpt-image-2 -Quality low -OutFile in/x.png)
            """));
        await session.OutputAsync("$image | Export-CometImageGallery sheet.html -Title 'Mugs & bowls'");
        string page = Page(session);
        Assert.Contains("<title>Mugs &amp; bowls</title>", page, StringComparison.Ordinal);
        Assert.Contains(
            """<img src="in/x.png" alt="a &lt; b &amp; c" loading="lazy" decoding="async" width="1024" height="1024">""", page, StringComparison.Ordinal);
        string[] details =
        [
            "Model: gpt-image-2", "Size: 1024x1024", "Quality: low", $"Total tokens: {image.Get("TotalTokens")}",
            $"Request ID: {image.Get("RequestId")}", "File: in/x.png", "Sku: A1",
        ];
        Assert.Empty(details.Except(Details(page)));
    }

    [Fact]
    public async Task A_copy_of_an_image_has_the_same_card()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            $images = 'one', 'two' | New-CometImage @Small -OutFile '{Prompt}.webp'
            $images | Export-CometImageGallery sheet.html
            $text = [Management.Automation.PSSerializer]::Serialize($images)
            [Management.Automation.PSSerializer]::Deserialize($text) | Export-CometImageGallery copy.html
            """);
        Assert.Equal(Cards(Page(session)), Cards(Page(session, "copy.html")));
    }

    [Fact]
    public async Task Files_and_folders_are_images()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("in/notes.txt", "notes"u8);
        session.Folder.Write("in/broken.png", "broken"u8);
        await session.OutputAsync(
            "$null = 'two', 'one' | New-CometImage @Small -OutFile 'in/{Prompt}.webp'; 'in' | Export-CometImageGallery sheet.html");
        Assert.Equal(["in/one.webp", "in/two.webp"], Sources(Page(session)));
        session.Set("File", new FileInfo(session.Folder["in", "one.webp"]));
        await session.OutputAsync("$File | Export-CometImageGallery sheet.html");
        Assert.Equal(["in/one.webp"], Sources(Page(session)));

        RunResult result = await session.RunAsync("'in/notes.txt', 'missing.png', 'in/two.webp', 5 | Export-CometImageGallery sheet.html");
        Assert.Equal(["CometApi.InvalidImage", "CometApi.RemotePath", "CometApi.InvalidRequest"], result.Errors.Select(error => error.Id()));
        Assert.Equal(["in/two.webp"], Sources(Page(session)));
    }

    [Theory]
    [InlineData("$all")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($all))")]
    public async Task An_error_has_a_card_with_its_reason_and_what_is_missing(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "*mare", Count = 2, Message = "Too <dark>." });
        await session.OutputAsync(
            $$"""
            $all = 'a mare', 'nightmare', 'a dream' | New-CometImage @Small -OutFile '{Prompt}.webp' 2>&1
            {{input}} | Export-CometImageGallery sheet.html
            """);
        string page = Page(session);
        Assert.Equal(2, page.Split("<li class=\"card failed\">").Length - 1);
        Assert.Contains("<p class=\"prompt\" dir=\"auto\">nightmare</p>", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("Too &lt;dark&gt;.").Length - 1);
        Assert.Contains("<p>1 image \u00b7 2 failures", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Model: dall-e-2", Details(page));
        Assert.Equal(["a-dream.webp"], Sources(page));
    }

    [Fact]
    public async Task An_image_without_a_file_has_a_card_without_an_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            $url = New-CometImage saved-nowhere @Small
            $moved = [pscustomobject]@{ Path = 'moved.png'; Prompt = 'was moved' }
            $script = [pscustomobject]@{ Url = 'javascript:alert(1)'; Prompt = 'bad' }
            $url, $moved, $script | Export-CometImageGallery sheet.html
            $url.Url
            """);
        result.AssertNoErrors();
        string page = Page(session);
        Assert.Contains("on this computer: 1.", result.Warnings[^1], StringComparison.Ordinal);
        Assert.Empty(Sources(page));
        string url = WebUtility.HtmlEncode((string)result.Output[0].BaseObject);
        Assert.Contains($"This image isn't saved. <a href=\"{url}\" rel=\"noreferrer\">", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("<a href").Length - 1);
    }

    [Fact]
    public async Task The_file_of_another_computer_is_not_that_of_this_one()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.RunAsync(
            """
            $null = New-CometImage x @Small -OutFile x.webp
            [pscustomobject]@{ Path = "$Folder/x.webp"; PSComputerName = 'other' } | Export-CometImageGallery sheet.html
            """);
        Assert.Empty(Sources(Page(session)));
    }

    [Fact]
    public async Task The_variants_of_a_prompt_are_together_in_the_order_of_the_models()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            $items = foreach ($i in 'b1', 'a1', 'b2', 'a2', 'b1', 'c2') {
                [pscustomobject]@{ Url = "https://example.org/$i"; Model = $i[0]; Prompt = "prompt $($i[1])"; Index = 1 }
            }
            $items | Export-CometImageGallery sheet.html -GroupBy prompt
            $items | Export-CometImageGallery models.html -GroupBy Model
            $items | Export-CometImageGallery none.html -GroupBy Sku
            """);
        string[] sections = Page(session).Split("<section")[1..];
        Assert.Equal(["prompt 1", "prompt 2"], sections.Select(section => Heading().Match(section).Groups[1].Value));
        Assert.Equal(["Model: b", "Model: b", "Model: a"], Details(sections[0]));
        Assert.Equal(["Model: b", "Model: a", "Model: c"], Details(sections[1]));
        Assert.Equal(["b", "a", "c"], Heading().Matches(Page(session, "models.html")).Select(match => match.Groups[1].Value));
        Assert.Equal(["Not specified"], Heading().Matches(Page(session, "none.html")).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task The_entries_of_the_history_are_their_images_and_errors()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "*bad", Message = "Rejected." });
        await session.RunAsync(
            $$"""
            $null = '{{mark}} good', '{{mark}} bad' | New-CometImage @Small -OutFile '{Prompt}.webp' -ErrorAction SilentlyContinue
            Get-CometImageHistory | Where-Object Prompt -Like {{mark}}* | Export-CometImageGallery sheet.html
            """);
        Assert.Equal([$"{mark}-good.webp"], Sources(Page(session)));
        Assert.Contains("Rejected.", Page(session), StringComparison.Ordinal);
        Assert.Contains($"{mark} bad</p>", Page(session), StringComparison.Ordinal);
    }

    static string Page(ModuleSession session, string name = "sheet.html") => File.ReadAllText(session.Folder[name]);

    static string[] Cards(string page) => page.Split("<li class=\"card")[1..];

    static IEnumerable<string> Sources(string page) => Source().Matches(page).Select(match => match.Groups[1].Value);

    static IEnumerable<string> Details(string page) =>
        Detail().Matches(page).Select(match => WebUtility.HtmlDecode($"{match.Groups[1].Value}: {match.Groups[2].Value}"));

    [GeneratedRegex("<img src=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("<dt>([^<]*)</dt><dd dir=\"auto\">([^<]*)</dd>")]
    private static partial Regex Detail();

    [GeneratedRegex("<h2 dir=\"auto\">([^<]*)</h2>")]
    private static partial Regex Heading();
}
