using CometImages.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class IdleTimeoutTests
{
    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_almost = TimeSpan.FromSeconds(9);

    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_expires_after_its_limit()
    {
        using IdleTimeout timeout = new(s_limit, _clock, CancellationToken.None);
        _clock.Advance(s_almost);
        Assert.False(timeout.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timeout.Token.IsCancellationRequested);
        Assert.True(timeout.Expired);
    }

    [Fact]
    public void A_reset_restarts_it()
    {
        using IdleTimeout timeout = new(s_limit, _clock, CancellationToken.None);
        for (int i = 0; i < 100; i++)
        {
            _clock.Advance(s_almost);
            timeout.Reset();
        }

        Assert.False(timeout.Token.IsCancellationRequested);
        _clock.Advance(s_limit);
        Assert.True(timeout.Expired);
    }

    [Fact]
    public void Cancellation_by_the_caller_is_not_an_expiration()
    {
        using CancellationTokenSource caller = new();
        using IdleTimeout timeout = new(s_limit, _clock, caller.Token);
        caller.Cancel();
        Assert.True(timeout.Token.IsCancellationRequested);
        _clock.Advance(s_limit);
        Assert.False(timeout.Expired);
    }

    [Fact]
    public void It_does_not_expire_after_it_is_disposed()
    {
        IdleTimeout timeout = new(s_limit, _clock, CancellationToken.None);
        timeout.Dispose();
        timeout.Reset();
        _clock.Advance(s_limit);
        Assert.False(timeout.Expired);
    }
}
