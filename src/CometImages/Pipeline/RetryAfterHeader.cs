namespace CometImages.Pipeline;

/// <summary>How long an answer asks to wait: seconds, or a date measured against the answer's own.</summary>
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
