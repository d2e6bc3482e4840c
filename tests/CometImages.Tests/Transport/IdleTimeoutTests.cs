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
    public void It_expires_after_its_limit()
    {
        using IdleTimeout silence = new(s_longest, _clock, CancellationToken.None);
        _clock.Advance(s_almost);
        Assert.False(silence.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(silence.Token.IsCancellationRequested);
        Assert.True(silence.Expired);
    }

    [Fact]
    public void A_reset_restarts_it()
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
    public void Cancellation_by_the_caller_is_not_an_expiration()
    {
        using CancellationTokenSource caller = new();
        using IdleTimeout silence = new(s_longest, _clock, caller.Token);
        caller.Cancel();
        Assert.True(silence.Token.IsCancellationRequested);
        _clock.Advance(s_longest);
        Assert.False(silence.Expired);
    }

    [Fact]
    public void It_does_not_expire_after_it_is_disposed()
    {
        IdleTimeout silence = new(s_longest, _clock, CancellationToken.None);
        silence.Dispose();
        silence.Reset();
        _clock.Advance(s_longest);
        Assert.False(silence.Expired);
    }
}
