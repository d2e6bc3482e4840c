using CometImages.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class IdleTimeoutTests
{
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_almost = TimeSpan.FromSeconds(9);

    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_is_over_after_its_time()
    {
        using IdleTimeout silence = new(s_longest, _clock, CancellationToken.None);
        _clock.Advance(s_almost);
        Assert.False(silence.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(silence.Token.IsCancellationRequested);
        Assert.True(silence.Expired);
    }

    [Fact]
    public void Whatever_is_heard_begins_it_anew()
    {
        using IdleTimeout silence = new(s_longest, _clock, CancellationToken.None);
        for (int i = 0; i < 100; i++)
        {
            _clock.Advance(s_almost);
            silence.Reset();
        }

        Assert.False(silence.Token.IsCancellationRequested);
        _clock.Advance(s_longest);
        Assert.True(silence.Expired);
    }

    [Fact]
    public void A_caller_who_ends_it_is_no_silence()
    {
        using CancellationTokenSource caller = new();
        using IdleTimeout silence = new(s_longest, _clock, caller.Token);
        caller.Cancel();
        Assert.True(silence.Token.IsCancellationRequested);
        _clock.Advance(s_longest);
        Assert.False(silence.Expired);
    }

    [Fact]
    public void After_the_attempt_nothing_happens()
    {
        IdleTimeout silence = new(s_longest, _clock, CancellationToken.None);
        silence.Dispose();
        silence.Reset();
        _clock.Advance(s_longest);
        Assert.False(silence.Expired);
    }
}
