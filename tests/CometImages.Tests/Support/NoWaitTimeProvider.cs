namespace CometImages.Tests.Support;

/// <summary>A clock on which the delays before retries end at once. Timeouts, which are longer, don't change.</summary>
sealed class NoWaitTimeProvider : TimeProvider
{
    static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(150);

    long _skipped;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _skipped));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero && dueTime <= s_maxDelay)
        {
            Interlocked.Add(ref _skipped, dueTime.Ticks);
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
