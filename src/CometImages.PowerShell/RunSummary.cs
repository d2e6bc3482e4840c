using System.Globalization;
using CometImages.Text;

namespace CometImages.PowerShell;

/// <summary>
/// The summary of a run of New-CometImage, which is written to the information stream at its end: <c>-InformationVariable run</c>, then
/// <c>$run.MessageData</c>.
/// </summary>
public sealed class RunSummary
{
    int _requestCount;
    int _retryCount;

    /// <summary>Gets the number of images that were created and are at their destination.</summary>
    public int Created { get; internal set; }

    /// <summary>Gets the number of images that existed already (-SkipExisting).</summary>
    public int Skipped { get; internal set; }

    /// <summary>Gets the number of images that were skipped because another command was creating them (-SkipExisting).</summary>
    public int InProgressElsewhere { get; internal set; }

    /// <summary>Gets the number of errors, and of the rows whose columns don't fit for a reason that an earlier error shows.</summary>
    public int Failed { get; internal set; }

    /// <summary>Gets the number of requests that were sent, with their retries.</summary>
    public int RequestCount => _requestCount;

    /// <summary>Gets the number of retries of requests that were sent.</summary>
    public int RetryCount => _retryCount;

    /// <summary>Gets the number of input tokens, where the service reports it.</summary>
    public long InputTokens { get; private set; }

    /// <summary>Gets the number of output tokens, where the service reports it.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>Gets the total number of tokens, where the service reports it.</summary>
    public long TotalTokens { get; private set; }

    /// <summary>Gets the sum of the known costs in US dollars, or null if costs weren't requested.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>
    /// Gets how the cost was calculated, or null if costs weren't requested. It's Unknown if a cost isn't known, or if a request without an
    /// image may have been charged.
    /// </summary>
    public CostBasis? CostBasis { get; private set; }

    /// <summary>Gets the elapsed time.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Returns the summary in one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        InProgressElsewhere == 0
            ? "{0} created, {1} skipped, {3} failed, {4} retries, {5} tokens, {6}{7:0.#} s"
            : "{0} created, {1} skipped, {2} in progress elsewhere, {3} failed, {4} retries, {5} tokens, {6}{7:0.#} s",
        Created,
        Skipped,
        InProgressElsewhere,
        Failed,
        RetryCount,
        TotalTokens,
        Cost is null ? null : $"{(CostBasis == CometImages.CostBasis.Unknown ? "at least " : null)}{Money.Format(Cost.Value)}, ",
        Duration.TotalSeconds);

    internal void CountRequest() => Interlocked.Increment(ref _requestCount);

    internal void CountRetry() => Interlocked.Increment(ref _retryCount);

    internal void CountTokens(CometImage image)
    {
        InputTokens += image.InputTokens ?? 0;
        OutputTokens += image.OutputTokens ?? 0;
        TotalTokens += image.TotalTokens ?? 0;
    }

    internal void CountCost(CometImage image)
    {
        if (image.CostBasis is { } basis)
        {
            CountCost(image.Cost, basis);
        }
    }

    /// <summary>Counts a request. The basis of the sum is the least exact one.</summary>
    internal void CountCost(decimal? cost, CostBasis basis)
    {
        Cost = Cost.GetValueOrDefault() + cost.GetValueOrDefault();
        bool isLessExact = basis == CometImages.CostBasis.Unknown || CostBasis is null or CometImages.CostBasis.PerRequest;
        CostBasis = isLessExact ? basis : CostBasis;
    }
}
