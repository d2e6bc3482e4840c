using System.Globalization;
using System.Text;
using CometImages.Text;

namespace CometImages.Errors;

/// <summary>Maps error responses to exceptions.</summary>
static class ErrorResponseParser
{
    /// <summary>The maximum number of bytes of an error response that are read.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    const int MaxMessageLength = 2000;
    const string Redacted = "***";

    // The service doesn't receive what a proxy rejects.
    const int ProxyAuthenticationRequired = 407;

    /// <summary>Creates the exception for an error response.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="body">The body, or null if it isn't known.</param>
    /// <param name="requestId">The request ID in the headers.</param>
    /// <param name="retryAfter">The wait that the service specifies.</param>
    /// <param name="retryForbidden">Whether the service specifies that the request isn't to be retried.</param>
    /// <param name="apiKey">The API key, which is removed from the service's words.</param>
    public static CometApiException Parse(
        int status, ApiErrorBody body, string? requestId, TimeSpan? retryAfter, bool retryForbidden, string? apiKey)
    {
        StatusMeaning meaning = StatusMeaning.Get(status, body.IsForeign);
        CometErrorKind kind = Classify(status, body) ?? meaning.Kind;
        string message = Sanitize(body.Message, apiKey);
        return new CometApiException(
            kind, message.Length > 0 ? message.EndSentence() : Describe(meaning, status), kind == meaning.Kind ? meaning.RecommendedAction : null)
        {
            StatusCode = status,
            Code = NullIfEmpty(Sanitize(body.Code, apiKey)),
            Type = NullIfEmpty(Sanitize(body.Type, apiKey)),
            Param = NullIfEmpty(Sanitize(body.Param, apiKey)),
            RequestId = RequestIdParser.FromMessage(message) ?? NullIfEmpty(Sanitize(requestId, apiKey)),
            RetryAfter = retryAfter,
            RetryForbidden = retryForbidden || status == ProxyAuthenticationRequired,
            RequestNotSent = status == ProxyAuthenticationRequired,
            IsFirewallBlock = kind == CometErrorKind.Forbidden && body.IsForeign,
        };
    }

    /// <summary>Creates the exception for an HTML page in place of an image response.</summary>
    public static CometApiException CreateForHtml(int status, string? requestId) =>
        Parse(status, ApiErrorBody.Empty with { IsForeign = true }, requestId, retryAfter: null, retryForbidden: false, apiKey: null);

    /// <summary>Removes control characters, which a terminal would obey, and the API key from foreign text, and limits its length.</summary>
    public static string Sanitize(string? text, string? apiKey = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string safe = Redact(text!, apiKey);
        StringBuilder clean = new(Math.Min(safe.Length, MaxMessageLength));
        foreach (char c in safe)
        {
            if (clean.Length == MaxMessageLength)
            {
                return clean.Append("...").ToString();
            }

            clean.Append(char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Removes the API key, also as it's escaped in the query of a URL.</summary>
    public static string Redact(string text, string? apiKey) => string.IsNullOrEmpty(apiKey)
        ? text
        : text.Replace(apiKey!, Redacted).Replace(Uri.EscapeDataString(apiKey!), Redacted);

    // Returns the kind of error that the body specifies, or null if only the status code does.
    static CometErrorKind? Classify(int status, ApiErrorBody body) => ErrorCodes.GetKind(body) ?? status switch
    {
        404 when body.Message?.StartsWith("Invalid URL", StringComparison.OrdinalIgnoreCase) == true => CometErrorKind.InvalidBaseUri,
        404 when body.Param == "model" || body.Code?.IndexOf("model", StringComparison.OrdinalIgnoreCase) >= 0 => CometErrorKind.ModelNotFound,
        < 300 or 500 when body.Code == "invalid_request" => CometErrorKind.InvalidRequest,
        _ => null,
    };

    static string Describe(StatusMeaning meaning, int status) => string.Format(CultureInfo.InvariantCulture, meaning.Description, status);

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
