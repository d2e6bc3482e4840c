namespace CometImages.Pipeline;

/// <summary>The wait that a response specifies in seconds, or as a date relative to the response's own date.</summary>
static class RetryAfterHeader
{
    public static TimeSpan? Parse(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
