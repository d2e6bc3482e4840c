using CometImages.Errors;

namespace CometImages.Http;

/// <summary>Tells what the platform's exceptions mean for money: whether anything can have been sent.</summary>
static class TransportError
{
    /// <summary>The error that an exception of one attempt is.</summary>
    /// <param name="exception">What the platform threw.</param>
    /// <param name="silence">The attempt's time limit.</param>
    /// <param name="what">What was not heard: the answer, its rest, the picture.</param>
    /// <param name="notSent">Whether the request provably never left.</param>
    public static CometApiException Of(Exception exception, Silence silence, string what, bool notSent = false)
    {
        string seconds = silence.Longest.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        // The platform repeats what it could not understand of an answer's head.
        string why = ErrorAnswer.Clean(Innermost(exception).Message).TrimEnd('.', ' ');
        string lower = char.ToLowerInvariant(what[0]) + what.Substring(1);
        return (silence.Expired, notSent) switch
        {
            (true, true) => new(CometErrorKind.Timeout, $"No connection could be made within {seconds} seconds.", "Check the network, or raise -TimeoutSec.", exception) { NotSent = true },
            (true, false) => new(CometErrorKind.Timeout, $"{what} did not come within {seconds} seconds.", inner: exception),
            (false, true) => new(CometErrorKind.ConnectionFailed, $"No connection could be made: {why}.", inner: exception) { NotSent = true },
            (false, false) when exception is InvalidDataException => new(CometErrorKind.BrokenAnswer, $"{what} is not correctly compressed: {why}.", inner: exception),
            (false, false) => new(CometErrorKind.ConnectionFailed, $"The connection broke before {lower} was here: {why}.", inner: exception),
        };
    }

    /// <summary>Whether an exception is one of a connection or of what came over it, and no mistake of ours.</summary>
    public static bool IsOne(Exception exception) =>
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
