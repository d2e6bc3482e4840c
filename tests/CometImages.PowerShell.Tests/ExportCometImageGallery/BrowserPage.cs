using PuppeteerSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.ExportCometImageGallery;

/// <summary>A page from the disk in an installed Chromium, with what it requested, reported, and displayed in dialogs.</summary>
sealed class BrowserPage : IAsyncDisposable
{
    static readonly string[] s_programs = ["chromium", "chromium-browser", "google-chrome"];

    readonly IBrowser _browser;
    readonly List<string> _events = [];

    BrowserPage(IBrowser browser, IPage page)
    {
        _browser = browser;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The requests to anything but files and data URLs, the messages of the console, errors of scripts, and dialogs.</summary>
    public IReadOnlyList<string> Events => _events;

    static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_programs.Select(program => Path.Combine(folder, program))).FirstOrDefault(File.Exists);

    public static async Task<BrowserPage> OpenAsync(string path)
    {
        Assert.SkipWhen(Program is null, "There is no chromium on PATH, so no page was opened.");
        IBrowser browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = Program,
            Headless = true,

            // A container runs tests as root, for whom Chromium has no sandbox.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        BrowserPage page = new(browser, await browser.NewPageAsync());
        page.Watch();
        await page.Page.GoToAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    public Task<T> GetAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    public async Task PressAsync(params string[] keys)
    {
        foreach (string key in keys)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Waits until an expression is true.</summary>
    public Task WhenAsync(string expression) => Page.WaitForExpressionAsync(expression, new WaitForFunctionOptions { Timeout = 10_000 });

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    void Watch()
    {
        Page.Request += (_, e) => AddIf(!e.Request.Url.StartsWith("file:", StringComparison.Ordinal)
            && !e.Request.Url.StartsWith("data:", StringComparison.Ordinal), e.Request.Url);
        Page.Console += (_, e) => AddIf(true, e.Message.Text);
        Page.PageError += (_, e) => AddIf(true, e.Message);
        Page.Dialog += async (_, e) =>
        {
            AddIf(true, e.Dialog.Message);
            await e.Dialog.Dismiss();
        };
    }

    void AddIf(bool condition, string text)
    {
        if (condition)
        {
            lock (_events)
            {
                _events.Add(text);
            }
        }
    }
}
