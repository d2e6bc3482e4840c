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

    static readonly HashSet<string> s_quotaCodes = new(StringComparer.OrdinalIgnoreCase) { "insufficient_quota", "insufficient_user_quota" };
    static readonly HashSet<string> s_contentCodes = new(StringComparer.OrdinalIgnoreCase) { "content_policy_violation", "moderation_blocked" };

    /// <summary>Creates the exception for an error response.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="body">The body, or null if it isn't known.</param>
    /// <param name="requestId">The request ID in the headers.</param>
    /// <param name="retryAfter">The wait that the service specifies.</param>
    /// <param name="apiKey">The API key, which is removed from the service's words.</param>
    public static CometApiException Parse(int status, ApiErrorBody body, string? requestId, TimeSpan? retryAfter, string? apiKey)
    {
        CometErrorKind kind = Classify(status, body);
        string message = Sanitize(body.Message, apiKey);
        return new CometApiException(kind, message.Length > 0 ? message.EndSentence() : Describe(kind, status))
        {
            StatusCode = status,
            Code = NullIfEmpty(Sanitize(body.Code, apiKey)),
            Type = NullIfEmpty(Sanitize(body.Type, apiKey)),
            Param = NullIfEmpty(Sanitize(body.Param, apiKey)),
            RequestId = NullIfEmpty(Sanitize(requestId, apiKey)) ?? RequestIdParser.FromMessage(message),
            RetryAfter = retryAfter,
        };
    }

    /// <summary>Creates the exception for an HTML page in place of an image response.</summary>
    public static CometApiException CreateForHtml(int status, string? requestId) =>
        new(CometErrorKind.InvalidBaseUri, Describe(CometErrorKind.InvalidBaseUri, status)) { StatusCode = status, RequestId = requestId };

    /// <summary>Removes control characters, which a terminal would obey, and the API key from foreign text, and limits its length.</summary>
    public static string Sanitize(string? text, string? apiKey = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string safe = string.IsNullOrEmpty(apiKey) ? text! : text!.Replace(apiKey!, "***");
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

    static CometErrorKind Classify(int status, ApiErrorBody body) => status switch
    {
        _ when s_contentCodes.Contains(body.Code ?? string.Empty) => CometErrorKind.ContentRejected,
        402 => CometErrorKind.QuotaExceeded,
        < 300 or 403 or 429 when s_quotaCodes.Contains(body.Code ?? string.Empty) || s_quotaCodes.Contains(body.Type ?? string.Empty) =>
            CometErrorKind.QuotaExceeded,
        401 => CometErrorKind.Unauthorized,
        403 => CometErrorKind.Forbidden,
        429 => CometErrorKind.RateLimited,
        < 300 or 500 when body.Code == "invalid_request" => CometErrorKind.InvalidRequest,
        >= 500 => CometErrorKind.ServerError,
        >= 300 and < 400 or 405 => CometErrorKind.InvalidBaseUri,
        < 300 or 404 when body.IsHtml => CometErrorKind.InvalidBaseUri,
        < 300 => CometErrorKind.InvalidResponse,
        _ => CometErrorKind.InvalidRequest,
    };

    static string Describe(CometErrorKind kind, int status) => string.Format(
        CultureInfo.InvariantCulture,
        kind switch
        {
            CometErrorKind.InvalidBaseUri => "The server at this URL is not an image API (HTTP status {0}).",
            CometErrorKind.ServerError => "The service failed (HTTP status {0}).",
            CometErrorKind.InvalidResponse => "The response (HTTP status {0}) contains no image.",
            _ => "The service rejected the request (HTTP status {0}).",
        },
        status);

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
