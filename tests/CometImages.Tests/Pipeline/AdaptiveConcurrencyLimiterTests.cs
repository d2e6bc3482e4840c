using CometImages.Pipeline;
using Xunit;

namespace CometImages.Tests.Pipeline;

public sealed class AdaptiveConcurrencyLimiterTests
{
    [Fact]
    public async Task A_pause_does_not_depend_on_the_wall_clock()
    {
        AdaptiveConcurrencyLimiter limiter = new(1, new StandingClock());
        limiter.Pause(TimeSpan.FromMilliseconds(20));
        Task<AdaptiveConcurrencyLimiter.Lease> acquisition = limiter.AcquireAsync(limiter.ReserveTicket(), TestContext.Current.CancellationToken);
        await acquisition.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(1, limiter.InFlightCount);
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
