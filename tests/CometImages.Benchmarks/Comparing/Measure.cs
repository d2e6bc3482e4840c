using System.Diagnostics;

namespace CometImages.Benchmarks.Comparing;

/// <summary>Runs contestants in turn, each round beginning with another, so that what else the machine does hits all alike.</summary>
static class Measure
{
    public static async Task RunAsync(int warmUp, int rounds, IReadOnlyList<Contestant> contestants)
    {
        for (int round = -warmUp; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                Contestant contestant = contestants[(i + warmUp + round) % contestants.Count];
                contestant.Prepare();
                long before = GC.GetTotalAllocatedBytes(precise: true);
                long start = Stopwatch.GetTimestamp();
                await contestant.Work();
                TimeSpan time = Stopwatch.GetElapsedTime(start);
                long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (round >= 0)
                {
                    contestant.Record(time, allocated);
                }
            }
        }
    }
}
