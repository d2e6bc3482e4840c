using System.Diagnostics;
using Xunit;

namespace CometImages.Tests.Emulator;

static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come true in time.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
