using System.Globalization;

namespace CometImages.Pipeline;

/// <summary>What the headers of a response specify about a retry.</summary>
static class RetryHeaders
{
    /// <summary>Gets the wait in milliseconds, in seconds, or until a date relative to the response's own date.</summary>
    public static TimeSpan? GetDelay(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? wait = GetMilliseconds(response) ?? response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Returns whether the service specifies that the request isn't to be retried. The opposite wish isn't followed.</summary>
    public static bool ForbidRetry(HttpResponseMessage response) =>
        string.Equals(GetText(response, "X-Should-Retry"), "false", StringComparison.OrdinalIgnoreCase);

    // OpenAI's header. A number that a TimeSpan can't represent isn't a wait.
    static TimeSpan? GetMilliseconds(HttpResponseMessage response) =>
        double.TryParse(GetText(response, "Retry-After-Ms"), NumberStyles.Float, CultureInfo.InvariantCulture, out double wait)
            && Math.Abs(wait) <= int.MaxValue
                ? TimeSpan.FromMilliseconds(wait)
                : null;

    static string? GetText(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.FirstOrDefault()?.Trim() : null;
}
