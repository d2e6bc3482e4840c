using System.Text;
using CometImages.Errors;

namespace CometImages;

/// <summary>
/// The exception that is thrown when an image can't be generated, downloaded, or saved. <see cref="Exception.Message"/> contains what
/// happened in the service's own words, the recommended action, and the request ID.
/// </summary>
public sealed class CometApiException : Exception
{
    readonly string? _recommendedAction;

    /// <summary>Initializes a new instance of the <see cref="CometApiException"/> class.</summary>
    /// <param name="kind">The kind of error.</param>
    /// <param name="detail">What happened, in one or more sentences, in the service's own words if it sent any.</param>
    /// <param name="recommendedAction">What to do next, or null to use the recommended action of <paramref name="kind"/>.</param>
    /// <param name="innerException">The exception that caused this one, or null.</param>
    public CometApiException(CometErrorKind kind, string detail, string? recommendedAction = null, Exception? innerException = null)
        : base(detail, innerException)
    {
        Kind = kind;
        Detail = detail;
        _recommendedAction = recommendedAction;
    }

    /// <summary>Gets the kind of error.</summary>
    public CometErrorKind Kind { get; }

    /// <summary>Gets what happened, without the recommended action and the request ID.</summary>
    public string Detail { get; }

    /// <summary>Gets what to do next, or an empty string.</summary>
    public string RecommendedAction => _recommendedAction ?? RecommendedActions.Get(Kind, hasRequestId: RequestId is not null);

    /// <summary>Gets the HTTP status code, or null if no response was received.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets the service's <c>error.code</c>, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the service's <c>error.type</c>, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the service's <c>error.param</c>, the request field that caused the error, or null.</summary>
    public string? Param { get; init; }

    /// <summary>Gets the request ID, which CometAPI support asks for, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the time to wait before the next request, as specified by the service, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Gets a value that indicates whether no part of the request was sent, because name resolution, the connection, TLS, or the proxy
    /// tunnel failed.
    /// </summary>
    public bool RequestNotSent { get; init; }

    /// <summary>Gets a value that indicates whether the service may have generated, and charged for, an image that wasn't received.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <summary>Gets the number of times the request was sent.</summary>
    public int AttemptCount { get; init; } = 1;

    /// <summary>Gets a value that indicates whether the service specifies that the request isn't to be retried.</summary>
    internal bool RetryForbidden { get; init; }

    /// <summary>Gets a value that indicates whether a firewall blocked the request, which fewer requests in flight can avoid.</summary>
    internal bool IsFirewallBlock { get; init; }

    /// <summary>Gets a value that indicates whether further images could be stored nowhere, so that no further request is sent.</summary>
    internal bool IsStorageExhausted { get; init; }

    /// <summary>Gets a message that describes the error and includes the recommended action.</summary>
    public override string Message => GetMessage(includeRecommendedAction: true);

    /// <summary>Returns the message, without the recommended action where the host shows it separately.</summary>
    internal string GetMessage(bool includeRecommendedAction)
    {
        StringBuilder text = new(Detail);
        if (AttemptCount > 1)
        {
            text.Append(FormattableString.Invariant(
                RequestNotSent ? $" {AttemptCount} attempts failed." : (FormattableString)$" The request was sent {AttemptCount} times."));
        }

        if (RetryAfter is { } wait && wait > TimeSpan.Zero)
        {
            text.Append(FormattableString.Invariant($" The service specifies a wait of {wait.TotalSeconds:0.#} s."));
        }

        if (MayHaveBeenCharged)
        {
            text.Append(" The image may have been made and charged").Append(AttemptCount > 1 ? "." : ", so the request wasn't retried.");
        }

        if (includeRecommendedAction && RecommendedAction.Length > 0)
        {
            text.Append(' ').Append(RecommendedAction);
        }

        if (RequestId is { Length: > 0 } id && Detail.IndexOf(id, StringComparison.Ordinal) < 0)
        {
            text.Append(" (request ID: ").Append(id).Append(')');
        }

        return text.ToString();
    }

    /// <summary>Returns the same error with what only the whole operation knows.</summary>
    internal CometApiException With(
        string? requestId = null, bool mayHaveBeenCharged = false, int? attemptCount = null, string? recommendedAction = null) =>
        new(Kind, Detail, recommendedAction ?? _recommendedAction, InnerException)
        {
            StatusCode = StatusCode,
            Code = Code,
            Type = Type,
            Param = Param,
            RequestId = RequestId ?? requestId,
            RetryAfter = RetryAfter,
            RequestNotSent = RequestNotSent,
            RetryForbidden = RetryForbidden,
            IsFirewallBlock = IsFirewallBlock,
            IsStorageExhausted = IsStorageExhausted,
            MayHaveBeenCharged = MayHaveBeenCharged || mayHaveBeenCharged,
            AttemptCount = attemptCount ?? AttemptCount,
        };
}
