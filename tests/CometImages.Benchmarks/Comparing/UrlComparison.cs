using CometImages.Benchmarks.Peers;

namespace CometImages.Benchmarks.Comparing;

/// <summary>One small answer with a URL, beside a bare HttpClient that does not even look at it.</summary>
static class UrlComparison
{
    const int CallsARound = 40;
    const int WarmUp = 300;

    public static async Task RunAsync(int rounds)
    {
        using TempFolder folder = new();
        UrlCalls calls = new(folder);
        Series bare = new("bare `HttpClient`");
        Series comet = new("CometImages");
        await Measure.RunAsync(WarmUp, rounds * CallsARound,
        [
            new Contestant(() => { }, calls.BareAsync, (time, bytes) => bare.Add(time.TotalMilliseconds, bytes)),
            new Contestant(() => { }, calls.CometAsync, (time, bytes) => comet.Add(time.TotalMilliseconds, bytes)),
        ]);

        MarkdownTable table = new("1 small answer with a URL", "median ms", "fastest ms", "more than bare, ms", "allocated KB");
        foreach (Series series in (Series[])[bare, comet])
        {
            table.Add(series.Name, $"{series.Median:0.000}", $"{series.Fastest:0.000}", $"{series.MoreThan(bare):0.000}", $"{series.Kilobytes:0.0}");
        }

        table.Print();
    }
}
