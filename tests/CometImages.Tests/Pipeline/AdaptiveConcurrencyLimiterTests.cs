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

    [Fact]
    public async Task A_firewall_lowers_the_limit()
    {
        AdaptiveConcurrencyLimiter limiter = new(10, TimeProvider.System);
        Queue<AdaptiveConcurrencyLimiter.Lease> leases = [];
        for (int i = 0; i < 10; i++)
        {
            leases.Enqueue(await limiter.AcquireAsync(limiter.ReserveTicket(), TestContext.Current.CancellationToken));
        }

        Assert.False(leases.Dequeue().Fail(new CometApiException(CometErrorKind.Forbidden, "Blocked.") { IsFirewallBlock = true }));
        Task next = limiter.AcquireAsync(limiter.ReserveTicket(), TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        leases.Dequeue().Abandon();
        Assert.False(next.IsCompleted);
        leases.Dequeue().Abandon();
        await next.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
