using System.Security.Authentication;
using System.Text.RegularExpressions;
using CometImages.Errors;
using CometImages.Text;

namespace CometImages.Transport;

/// <summary>Maps the platform's exceptions to errors that say whether the request can have been sent.</summary>
static class TransportErrorMapper
{
    // The platform reports the status code of a proxy only in the message, which can also contain a port with the same digits.
    static readonly Regex s_proxyRejection = new("['(]407[')]", RegexOptions.CultureInvariant);

    /// <param name="exception">The platform's exception.</param>
    /// <param name="idleTimeout">The attempt's time limit.</param>
    /// <param name="subject">What wasn't received, for example "The response".</param>
    /// <param name="unreachedServer">The server's URL if no part of the request was sent, or null.</param>
    /// <param name="apiKey">The API key, which is removed from the platform's words, or null.</param>
    public static CometApiException Map(
        Exception exception, IdleTimeout idleTimeout, string subject, Uri? unreachedServer = null, string? apiKey = null)
    {
        string limit = FormattableString.Invariant($"{idleTimeout.Limit.TotalSeconds:0.###} s");

        // The platform quotes what it couldn't read of a response's headers, and a server can return the headers of the request.
        string text = exception.ToString();
        Exception? cause = ErrorResponseParser.Redact(text, apiKey) == text ? exception : null;
        string reason = ErrorResponseParser.Sanitize(exception.GetBaseException().Message, apiKey).TrimEnd('.', ' ').EndSentence();
        string server = unreachedServer is null ? string.Empty : FormattableString.Invariant($"{unreachedServer.Host}:{unreachedServer.Port}");
        return (idleTimeout.Expired, unreachedServer is not null) switch
        {
            (true, true) => new(
                CometErrorKind.Timeout,
                $"The connection to {server} wasn't established within {limit}.",
                "Check the network, or raise -TimeoutSec.",
                cause)
            { RequestNotSent = true },
            (true, false) => new(CometErrorKind.Timeout, $"{subject} wasn't received within {limit}.", innerException: cause),
            (false, true) when FindException<AuthenticationException>(exception) => new(
                CometErrorKind.ConnectionFailed,
                $"A secure connection to {server} couldn't be established: {reason}",
                "Check the server's certificate, this computer's clock and trusted certificates, and the base URL.",
                cause)
            {
                RequestNotSent = true,
                RetryForbidden = true,
            },

            (false, true) when s_proxyRejection.IsMatch(exception.Message) => new(
                CometErrorKind.ConnectionFailed,
                $"The proxy rejected the user name and the password for the connection to {server} (HTTP status 407).",
                "Specify -ProxyCredential.",
                cause)
            {
                RequestNotSent = true,
                RetryForbidden = true,
            },
            (false, true) => new(
                CometErrorKind.ConnectionFailed, $"The connection to {server} couldn't be established: {reason}", innerException: cause)
            { RequestNotSent = true },
            (false, false) when exception is InvalidDataException =>
                new(CometErrorKind.InvalidResponse, $"{subject} isn't compressed correctly: {reason}", innerException: cause),
            (false, false) => new(
                CometErrorKind.ConnectionFailed,
                $"The connection was lost before {char.ToLowerInvariant(subject[0])}{subject.Substring(1)} was received: {reason}",
                innerException: cause),
        };
    }

    static bool FindException<T>(Exception exception)
        where T : Exception
    {
        Exception? cause = exception;
        while (cause is not null and not T)
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    /// <summary>Returns whether an exception is caused by a connection or by received data, and not by a bug.</summary>
    public static bool IsTransportException(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or ObjectDisposedException;
}
