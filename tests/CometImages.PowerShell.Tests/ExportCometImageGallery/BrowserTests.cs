using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.ExportCometImageGallery;

/// <summary>What a person does with the page, in a real browser.</summary>
public sealed class BrowserTests
{
    const string LoadedImages = "[...document.querySelectorAll('.card img')].filter(image => image.complete && image.naturalWidth > 0).length";

    const string Focused = "document.activeElement.querySelector('img')?.alt ?? document.activeElement.className";

    static readonly string[] s_hostileTexts =
    [
        "<script>alert(3)</script>",
        "\" onerror=\"alert(4)\" x=\"",
        "' onload='alert(5)",
        "</title></style></script><img src=x onerror=alert(6)>",
        "<img src=http://127.0.0.1:9/a.png><iframe src=//127.0.0.1:9/></iframe>",
        "<!-- {{script}} {{sections}} --> {0} &lt;b&gt; \u202e\0",
        "]]></li></ul></main>",
        "javascript:alert(7)",
    ];

    [Fact]
    public async Task Search_open_next_and_close_work_by_keyboard_only()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            $images = 'red boat', 'blue boat', 'green boat', 'a tree' | New-CometImage @Small -OutFile '{Prompt}.webp'
            $images | Export-CometImageGallery sheet.html
            """);
        await using BrowserPage browser = await BrowserPage.OpenAsync(session.Folder["sheet.html"]);

        await browser.PressAsync("/");
        await browser.Page.Keyboard.TypeAsync("BOAT");
        await browser.WhenAsync("document.querySelector('search output').value === '3 of 4'");
        await browser.PressAsync("Tab");
        Assert.Equal("red boat", await browser.GetAsync<string>(Focused));

        await browser.PressAsync("Enter");
        await browser.WhenAsync("document.querySelector('dialog').open && document.querySelector('dialog img').naturalWidth === 256");
        Assert.Equal("next", await browser.GetAsync<string>(Focused));
        await browser.PressAsync("ArrowRight", "Enter");
        Assert.Equal("3 of 3", await browser.GetAsync<string>("document.querySelector('nav output').value"));
        Assert.Equal("green boat", await browser.GetAsync<string>("document.querySelector('dialog .prompt').textContent"));
        await browser.PressAsync("ArrowRight");
        Assert.Equal("red boat", await browser.GetAsync<string>("document.querySelector('dialog img').alt"));
        await browser.PressAsync("ArrowLeft", "Home", "ArrowRight", "Escape");
        await browser.WhenAsync($"!document.querySelector('dialog').open && ({Focused}) === 'blue boat'");
        Assert.Empty(browser.Events);
    }

    [Fact]
    public async Task A_page_of_hostile_texts_runs_nothing_and_requests_nothing()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Svg", session.Folder.Write(
            "x.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'><script>alert(2)</script></svg>"u8));
        session.Set("Texts", s_hostileTexts);
        RunResult result = await session.RunAsync(
            """
            $items = foreach ($text in $Texts) {
                [pscustomobject]@{ Path = $Svg; Prompt = $text; Model = $text; Size = $text; RequestId = $text; RevisedPrompt = $text; $text = $text }
                [pscustomobject]@{ Url = $text; Prompt = $text }
                [pscustomobject]@{ Url = "http://127.0.0.1:9/$text"; Prompt = $text }
                [Management.Automation.ErrorRecord]::new([Exception]::new($text), $text, 'NotSpecified', [pscustomobject]@{ Prompt = $text; Model = $text })
            }
            $items | Export-CometImageGallery sheet.html -Title $Texts[5] -GroupBy Prompt
            """);
        result.AssertNoErrors();
        await using BrowserPage browser = await BrowserPage.OpenAsync(session.Folder["sheet.html"]);

        Assert.Equal(32, await browser.GetAsync<int>("document.querySelectorAll('.card').length"));
        Assert.Equal(1, await browser.GetAsync<int>("document.scripts.length"));
        Assert.Equal(0, await browser.GetAsync<int>("document.querySelectorAll('svg, iframe, object, [style], [onload], [onerror]').length"));
        Assert.Equal("<script>alert(3)</script>", await browser.GetAsync<string>("document.querySelector('.card .prompt').textContent"));
        Assert.Equal("Open its URL", await browser.GetAsync<string>("[...new Set([...document.links].map(link => link.textContent))].join()"));
        Assert.Equal("http:", await browser.GetAsync<string>("[...new Set([...document.links].map(link => link.protocol))].join()"));
        await browser.Page.FocusAsync(".open");
        await browser.PressAsync("Enter", "ArrowRight", "ArrowRight", "End");
        await browser.WhenAsync("document.querySelector('dialog img').naturalWidth === 9");
        Assert.Empty(browser.Events);
    }

    [Fact]
    public async Task Images_with_any_name_in_any_folder_are_displayed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string[] names =
        [
            "a b.webp", "100%.webp", "a%20b.webp", "\u00e9t\u00e9 \u96ea \ud83d\ude80.webp", "a#b.webp", "a&amp;b;'x'.webp",
            "folder #1/c+d.webp", "sheets/e.webp",
        ];
        string[] unixNames = ["what?.webp", "back\\slash.webp", "\"<quoted>\".webp", "c:colon.webp", "new\nline.webp"];
        byte[] image = File.ReadAllBytes((await session.OutputAsync("New-CometImage x @Small -OutFile seed.webp"))[0].Text("Path")!);
        string[] all = OperatingSystem.IsWindows() ? names : [.. names, .. unixNames];
        session.Set("Files", all.Select(name => session.Folder.Write(name, image)).Select(path => new FileInfo(path)).ToArray());
        await session.OutputAsync("$Files | Export-CometImageGallery 'sheets/2026 #1/sheet.html'");
        await using BrowserPage browser = await BrowserPage.OpenAsync(session.Folder["sheets", "2026 #1", "sheet.html"]);
        await browser.WhenAsync($"{LoadedImages} === {all.Length}");
        Assert.Empty(browser.Events);
    }

    [Fact]
    public async Task An_embedded_image_is_displayed_without_its_file()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("'one', 'two' | New-CometImage @Small -OutFile '{Prompt}.webp' | Export-CometImageGallery sheet.html -Embed");
        File.Delete(session.Folder["one.webp"]);
        File.Delete(session.Folder["two.webp"]);
        await using BrowserPage browser = await BrowserPage.OpenAsync(session.Folder["sheet.html"]);
        await browser.WhenAsync($"{LoadedImages} === 2");
        Assert.DoesNotContain(session.Folder.Path, File.ReadAllText(session.Folder["sheet.html"]), StringComparison.Ordinal);
        Assert.Empty(browser.Events);
    }
}
