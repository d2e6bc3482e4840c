using CometImages.Benchmarks.Peers;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Comparing;

/// <summary>Base64 answers saved as files, by every peer.</summary>
static class PictureComparison
{
    const int WarmUp = 4;

    public static async Task RunAsync(int rounds)
    {
        IReadOnlyList<Peer> peers = Peer.All();
        foreach (Answer answer in Answer.Pictures)
        {
            await RunAsync(answer, peers, rounds);
        }

        if (CurlPeer.Path is null)
        {
            Console.WriteLine("There is no curl here, so the limit is not known.\n");
        }
    }

    static async Task RunAsync(Answer answer, IReadOnlyList<Peer> peers, int rounds)
    {
        using TempFolder folder = new();
        Series own = new("- what curl itself says, without its start");
        List<Series> all = [];
        List<Contestant> contestants = [];
        foreach (Peer peer in peers)
        {
            Series series = new(peer.Name);
            all.Add(series);
            contestants.Add(new Contestant(() => Prepare(folder), () => peer.SaveAsync(answer, folder.FullName), (time, bytes) =>
            {
                series.Add(time.TotalMilliseconds, peer.IsElsewhere ? null : bytes);
                if (peer.OwnTime is { } itself)
                {
                    own.Add(itself.TotalMilliseconds);
                }
            }));
        }

        await Measure.RunAsync(WarmUp, rounds, contestants);
        MarkdownTable table = new($"{answer.Title}, saved as files", "median ms", "fastest ms", $"times {all[0].Name.Split(',')[0]}", "allocated KB", "at most KB");
        if (own.Values.Count > 0)
        {
            all.Insert(1, own);
        }

        foreach (Series series in all)
        {
            table.Add(series.Name, $"{series.Median:0.0}", $"{series.Fastest:0.0}", $"{series.RatioTo(all[0]):0.00}", $"{series.Kilobytes:N0}", $"{series.MostKilobytes:N0}");
        }

        table.Print();
    }

    // Nobody pays for another's garbage.
    static void Prepare(TempFolder folder)
    {
        folder.Clear();
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
