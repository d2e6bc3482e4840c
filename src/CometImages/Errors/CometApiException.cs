using System.Globalization;
using System.Text;
using CometImages.Errors;

namespace CometImages;

/// <summary>
/// Anything that can go wrong between a prompt and a picture file. <see cref="Exception.Message"/> is complete by itself:
/// what happened in the API's own words, what to do next, and the request id.
/// </summary>
public sealed class CometApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="detail">What happened, as one or more sentences; the API's own words where it gave any.</param>
    /// <param name="recommendedAction">What to do next; the kind's standing recommendedAction when null.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public CometApiException(CometErrorKind kind, string detail, string? recommendedAction = null, Exception? inner = null)
        : base(detail, inner)
    {
        Kind = kind;
        Detail = detail;
        RecommendedAction = recommendedAction ?? RecommendedActions.Get(kind);
    }

    /// <summary>What went wrong.</summary>
    public CometErrorKind Kind { get; }

    /// <summary>What happened, without recommendedAction and request id.</summary>
    public string Detail { get; }

    /// <summary>What to do next.</summary>
    public string RecommendedAction { get; }

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The API's <c>error.code</c>, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The API's <c>error.type</c>, or null.</summary>
    public string? Type { get; init; }

    /// <summary>The API's <c>error.param</c>: the field it complains about, or null.</summary>
    public string? Param { get; init; }

    /// <summary>The request id, which support asks for, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asked to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the request provably never left this machine: name resolution, connect, TLS or proxy tunnel failed.</summary>
    public bool RequestNotSent { get; init; }

    /// <summary>Whether the service may have made, and charged for, a picture that never arrived.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <summary>How many times the request was sent.</summary>
    public int AttemptCount { get; internal set; } = 1;

    /// <summary>The same error, with what only the whole answer tells.</summary>
    internal CometApiException With(string? requestId, bool mayHaveBeenCharged = false) => new(Kind, Detail, RecommendedAction, InnerException)
    {
        StatusCode = StatusCode,
        Code = Code,
        Type = Type,
        Param = Param,
        RequestId = RequestId ?? requestId,
        RetryAfter = RetryAfter,
        RequestNotSent = RequestNotSent,
        MayHaveBeenCharged = MayHaveBeenCharged || mayHaveBeenCharged,
        AttemptCount = AttemptCount,
    };

    /// <inheritdoc/>
    public override string Message
    {
        get
        {
            StringBuilder text = new(Detail);
            if (AttemptCount > 1)
            {
                text.Append(" Asked ").Append(AttemptCount.ToString(CultureInfo.InvariantCulture)).Append(" times.");
            }

            if (RetryAfter is { } wait && wait > TimeSpan.Zero)
            {
                text.Append(" The service asks to wait ").Append(wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)).Append(" seconds.");
            }

            if (MayHaveBeenCharged)
            {
                text.Append(" The picture may have been made and charged, so it was not asked for again.");
            }

            if (RecommendedAction.Length > 0)
            {
                text.Append(' ').Append(RecommendedAction);
            }

            if (RequestId is { Length: > 0 } id && Detail.IndexOf(id, StringComparison.Ordinal) < 0)
            {
                text.Append(" (request id: ").Append(id).Append(')');
            }

            return text.ToString();
        }
    }
}
