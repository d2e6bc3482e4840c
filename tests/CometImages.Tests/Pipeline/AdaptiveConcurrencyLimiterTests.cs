using CometImages.Pipeline;
using Xunit;

namespace CometImages.Tests.Pipeline;

public sealed class AdaptiveConcurrencyLimiterTests
{
    [Fact]
    public async Task A_pause_does_not_depend_on_the_wall_clock()
    {
        AdaptiveConcurrencyLimiter gate = new(1, new StandingClock());
        gate.Pause(TimeSpan.FromMilliseconds(20));
        Task<AdaptiveConcurrencyLimiter.Lease> entering = gate.AcquireAsync(gate.ReserveTicket(), TestContext.Current.CancellationToken);
        await entering.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(1, gate.InFlightCount);
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
