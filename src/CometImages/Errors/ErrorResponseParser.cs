using System.Globalization;
using System.Text;

namespace CometImages.Errors;

/// <summary>Tells what an answer that is no success means.</summary>
static class ErrorResponseParser
{
    /// <summary>How much of an error's body is read.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    const int MaxMessageLength = 2000;

    static readonly HashSet<string> s_quotaCodes = new(StringComparer.OrdinalIgnoreCase) { "insufficient_quota", "insufficient_user_quota" };
    static readonly HashSet<string> s_contentCodes = new(StringComparer.OrdinalIgnoreCase) { "content_policy_violation", "moderation_blocked" };

    /// <summary>The error that an answer of the API tells.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body, or its beginning.</param>
    /// <param name="requestId">The request id of the headers.</param>
    /// <param name="retryAfter">How long the service asked to wait.</param>
    /// <param name="key">The API key, which must not come back in a message.</param>
    public static CometApiException Parse(int status, byte[] body, string? requestId, TimeSpan? retryAfter, string? key)
    {
        return Create(status, ApiErrorBody.Read(body), requestId, retryAfter, key);
    }

    /// <summary>The same from details that were read already, as from an error inside an answer of status 200.</summary>
    public static CometApiException Create(int status, ApiErrorBody details, string? requestId, TimeSpan? retryAfter, string? key)
    {
        CometErrorKind kind = Classify(status, details);
        string words = Sanitize(details.Message, key);
        return new CometApiException(kind, Reason(kind, status, words))
        {
            StatusCode = status,
            Code = NullIfEmpty(Sanitize(details.Code, key)),
            Type = NullIfEmpty(Sanitize(details.Type, key)),
            Param = NullIfEmpty(Sanitize(details.Param, key)),
            RequestId = NullIfEmpty(Sanitize(requestId, key)) ?? RequestIdParser.FromMessage(words),
            RetryAfter = retryAfter,
        };
    }

    /// <summary>A page where an answer should be.</summary>
    public static CometApiException CreateForHtml(int status, string? requestId) =>
        new(CometErrorKind.InvalidBaseUri, $"What answered (status {status}) is no image API.") { StatusCode = status, RequestId = requestId };

    static CometErrorKind Classify(int status, ApiErrorBody details) => status switch
    {
        _ when s_contentCodes.Contains(details.Code ?? string.Empty) => CometErrorKind.ContentRejected,
        402 => CometErrorKind.QuotaExceeded,
        < 300 or 403 or 429 when s_quotaCodes.Contains(details.Code ?? string.Empty) || s_quotaCodes.Contains(details.Type ?? string.Empty) => CometErrorKind.QuotaExceeded,
        401 => CometErrorKind.Unauthorized,
        403 => CometErrorKind.Forbidden,
        429 => CometErrorKind.RateLimited,
        < 300 or 500 when details.Code == "invalid_request" => CometErrorKind.InvalidRequest,
        >= 500 => CometErrorKind.ServerError,
        >= 300 and < 400 or 405 => CometErrorKind.InvalidBaseUri,
        < 300 or 404 when details.IsHtml => CometErrorKind.InvalidBaseUri,
        < 300 => CometErrorKind.InvalidResponse,
        _ => CometErrorKind.InvalidRequest,
    };

    static string Reason(CometErrorKind kind, int status, string words) => words.Length > 0
        ? words
        : kind switch
        {
            CometErrorKind.InvalidBaseUri => $"What answered (status {status}) is no image API.",
            CometErrorKind.ServerError => $"The service failed (status {status}).",
            CometErrorKind.InvalidResponse => $"The answer (status {status}) holds no picture.",
            _ => $"The service refused the request (status {status}).",
        };

    /// <summary>Somebody else's words: no control characters that a terminal would obey, no key that the service repeats, and an end.</summary>
    public static string Sanitize(string? text, string? key = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string safe = string.IsNullOrEmpty(key) ? text! : text!.Replace(key!, "***");
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

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
