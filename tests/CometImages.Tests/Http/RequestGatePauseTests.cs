using Xunit;

namespace CometImages.Tests.Http;

public sealed class RequestGatePauseTests
{
    [Fact]
    public async Task A_pause_ends_although_the_wall_clock_stands_still()
    {
        RequestGate gate = new(1, new StandingClock());
        gate.Pause(TimeSpan.FromMilliseconds(20));
        Task<RequestGate.Permit> entering = gate.EnterAsync(gate.TakeTurn(), TestContext.Current.CancellationToken);
        await entering.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(1, gate.UnderWay);
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
