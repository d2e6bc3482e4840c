namespace CometImages.Emulator.Middleware;

/// <summary>Records that a request was aborted: ASP.NET Core's file results abort it without an exception when the client leaves.</summary>
sealed class AbortTracker(IHttpRequestLifetimeFeature inner, CancellationToken requestAborted) : IHttpRequestLifetimeFeature
{
    public bool IsAborted { get; private set; }

    public CancellationToken RequestAborted { get; set; } = requestAborted;

    public void Abort()
    {
        IsAborted = true;
        inner.Abort();
    }
}
