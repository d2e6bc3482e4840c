using System.Globalization;

namespace CometImages.PowerShell;

/// <summary>
/// What a run of New-CometImage came to. It goes to the information stream when the run is over:
/// <c>-InformationVariable run</c>, then <c>$run.MessageData</c>.
/// </summary>
public sealed class RunSummary
{
    int _retryCount;

    /// <summary>How many pictures were made and are where they were asked for.</summary>
    public int Created { get; internal set; }

    /// <summary>How many were there already (-SkipExisting).</summary>
    public int Skipped { get; internal set; }

    /// <summary>How many errors there were.</summary>
    public int Failed { get; internal set; }

    /// <summary>How many times a request was sent again.</summary>
    public int RetryCount => _retryCount;

    /// <summary>Tokens of the requests, where the service tells them.</summary>
    public long InputTokens { get; internal set; }

    /// <summary>Tokens of the answers, where the service tells them.</summary>
    public long OutputTokens { get; internal set; }

    /// <summary>All tokens, where the service tells them.</summary>
    public long TotalTokens { get; internal set; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The summary in one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} created, {1} skipped, {2} failed, {3} retries, {4} tokens, {5:0.#} s",
        Created,
        Skipped,
        Failed,
        RetryCount,
        TotalTokens,
        Duration.TotalSeconds);

    internal void CountRetry() => Interlocked.Increment(ref _retryCount);

    internal void CountTokens(CometImage image)
    {
        InputTokens += image.InputTokens ?? 0;
        OutputTokens += image.OutputTokens ?? 0;
        TotalTokens += image.TotalTokens ?? 0;
    }
}
