using CometImages.Errors;

namespace CometImages.Transport;

/// <summary>Tells what the platform's exceptions mean for money: whether anything can have been sent.</summary>
static class TransportErrorMapper
{
    /// <summary>The error that an exception of one attempt is.</summary>
    /// <param name="exception">What the platform threw.</param>
    /// <param name="silence">The attempt's time limit.</param>
    /// <param name="what">What was not heard: the answer, its rest, the picture.</param>
    /// <param name="notSent">Whether the request provably never left.</param>
    public static CometApiException Map(Exception exception, IdleTimeout silence, string what, bool notSent = false)
    {
        string seconds = silence.Limit.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        // The platform repeats what it could not understand of an answer's head.
        string why = ErrorResponseParser.Sanitize(Innermost(exception).Message).TrimEnd('.', ' ');
        string lower = char.ToLowerInvariant(what[0]) + what.Substring(1);
        return (silence.Expired, notSent) switch
        {
            (true, true) => new(CometErrorKind.Timeout, $"No connection could be made within {seconds} seconds.", "Check the network, or raise -TimeoutSec.", exception) { RequestNotSent = true },
            (true, false) => new(CometErrorKind.Timeout, $"{what} did not come within {seconds} seconds.", inner: exception),
            (false, true) => new(CometErrorKind.ConnectionFailed, $"No connection could be made: {why}.", inner: exception) { RequestNotSent = true },
            (false, false) when exception is InvalidDataException => new(CometErrorKind.InvalidResponse, $"{what} is not correctly compressed: {why}.", inner: exception),
            (false, false) => new(CometErrorKind.ConnectionFailed, $"The connection broke before {lower} was here: {why}.", inner: exception),
        };
    }

    /// <summary>Whether an exception is one of a connection or of what came over it, and no mistake of ours.</summary>
    public static bool IsTransportException(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or ObjectDisposedException;

    static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
