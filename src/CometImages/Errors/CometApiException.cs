using System.Globalization;
using System.Text;

namespace CometImages;

/// <summary>
/// Anything that can go wrong between a prompt and a picture file. <see cref="Exception.Message"/> is complete by itself:
/// what happened in the API's own words, what to do next, and the request id.
/// </summary>
public sealed class CometApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="reason">What happened, as one or more sentences; the API's own words where it gave any.</param>
    /// <param name="advice">What to do next; the kind's standing advice when null.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public CometApiException(CometErrorKind kind, string reason, string? advice = null, Exception? inner = null)
        : base(reason, inner)
    {
        Kind = kind;
        Reason = reason;
        Advice = advice ?? Errors.Advice.For(kind);
    }

    /// <summary>What went wrong.</summary>
    public CometErrorKind Kind { get; }

    /// <summary>What happened, without advice and request id.</summary>
    public string Reason { get; }

    /// <summary>What to do next.</summary>
    public string Advice { get; }

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
    public bool NotSent { get; init; }

    /// <summary>Whether the service may have made, and charged for, a picture that never arrived.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <summary>How many times the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>The same error, with what only the whole answer tells.</summary>
    internal CometApiException About(string? requestId, bool mayHaveBeenCharged = false) => new(Kind, Reason, Advice, InnerException)
    {
        StatusCode = StatusCode,
        Code = Code,
        Type = Type,
        Param = Param,
        RequestId = RequestId ?? requestId,
        RetryAfter = RetryAfter,
        NotSent = NotSent,
        MayHaveBeenCharged = MayHaveBeenCharged || mayHaveBeenCharged,
        Attempts = Attempts,
    };

    /// <inheritdoc/>
    public override string Message
    {
        get
        {
            StringBuilder text = new(Reason);
            if (Attempts > 1)
            {
                text.Append(" Asked ").Append(Attempts.ToString(CultureInfo.InvariantCulture)).Append(" times.");
            }

            if (RetryAfter is { } wait && wait > TimeSpan.Zero)
            {
                text.Append(" The service asks to wait ").Append(wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)).Append(" seconds.");
            }

            if (MayHaveBeenCharged)
            {
                text.Append(" The picture may have been made and charged, so it was not asked for again.");
            }

            if (Advice.Length > 0)
            {
                text.Append(' ').Append(Advice);
            }

            if (RequestId is { Length: > 0 } id && Reason.IndexOf(id, StringComparison.Ordinal) < 0)
            {
                text.Append(" (request id: ").Append(id).Append(')');
            }

            return text.ToString();
        }
    }
}
