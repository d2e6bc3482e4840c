#if !NET8_0_OR_GREATER
using System.Net;
#endif

namespace CometImages.Http;

/// <summary>Tells what the platform's exceptions mean for money: whether anything can have been sent.</summary>
static class TransportError
{
    /// <summary>The error that an exception of one attempt is.</summary>
    /// <param name="exception">What the platform threw.</param>
    /// <param name="silence">The attempt's time limit.</param>
    /// <param name="what">What was not heard: the answer, its rest, the picture.</param>
    public static CometApiException Of(Exception exception, Silence silence, string what)
    {
        if (silence.Expired)
        {
            return new CometApiException(CometErrorKind.Timeout, $"{what} did not come within {silence.Longest.TotalSeconds:0.###} seconds.", inner: exception);
        }

        bool notSent = NeverLeft(exception);
        string why = Innermost(exception).Message.TrimEnd('.', ' ');
        return new CometApiException(
            CometErrorKind.ConnectionFailed,
            notSent ? $"No connection could be made: {why}." : $"The connection broke before {char.ToLowerInvariant(what[0])}{what.Substring(1)} was here: {why}.",
            inner: exception)
        {
            NotSent = notSent,
        };
    }

    /// <summary>Whether an exception is one of a connection, and no mistake of ours.</summary>
    public static bool IsOne(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException;

    static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

#if NET8_0_OR_GREATER
    static bool NeverLeft(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
#else
    static bool NeverLeft(Exception exception) => exception is HttpRequestException
    {
        InnerException: WebException
        {
            Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure
                or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure,
        },
    };
#endif
}
