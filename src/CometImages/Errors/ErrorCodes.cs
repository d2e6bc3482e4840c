namespace CometImages.Errors;

/// <summary>What the codes, types, and words of error responses mean, regardless of the status code.</summary>
static class ErrorCodes
{
    static readonly Dictionary<string, CometErrorKind> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["insufficient_quota"] = CometErrorKind.QuotaExceeded,
        ["insufficient_user_quota"] = CometErrorKind.QuotaExceeded,
        ["pre_consume_token_quota_failed"] = CometErrorKind.QuotaExceeded,
        ["billing_hard_limit_reached"] = CometErrorKind.QuotaExceeded,
        ["Arrearage"] = CometErrorKind.QuotaExceeded,
        ["content_policy_violation"] = CometErrorKind.ContentRejected,
        ["moderation_blocked"] = CometErrorKind.ContentRejected,
        ["sensitive_words_detected"] = CometErrorKind.ContentRejected,
        ["prompt_blocked"] = CometErrorKind.ContentRejected,
        ["InputTextSensitiveContentDetected"] = CometErrorKind.ContentRejected,
        ["OutputImageSensitiveContentDetected"] = CometErrorKind.ContentRejected,
        ["DataInspectionFailed"] = CometErrorKind.ContentRejected,
        ["data_inspection_failed"] = CometErrorKind.ContentRejected,
        ["contentFilter"] = CometErrorKind.ContentRejected,
        ["content_filter"] = CometErrorKind.ContentRejected,
        ["model_not_found"] = CometErrorKind.ModelNotFound,
    };

    // Some providers explain a rejection in words only.
    static readonly (string Words, CometErrorKind Kind)[] s_words =
    [
        ("rejected as a result of our safety system", CometErrorKind.ContentRejected),
        ("rejected by the safety system", CometErrorKind.ContentRejected),
    ];

    /// <summary>Returns the kind of error that the body specifies, or null if only its status code does.</summary>
    public static CometErrorKind? GetKind(ApiErrorBody body) => Find(body.Code) ?? Find(body.Type) ?? FindWords(body.Message);

    static CometErrorKind? Find(string? code) => s_kinds.TryGetValue(code ?? string.Empty, out CometErrorKind kind) ? kind : null;

    static CometErrorKind? FindWords(string? message)
    {
        foreach ((string words, CometErrorKind kind) in s_words)
        {
            if (message?.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return kind;
            }
        }

        return null;
    }
}
