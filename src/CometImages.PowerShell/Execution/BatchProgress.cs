using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Shows the progress of a command in one bar: what is done, in progress, waiting, or failed, the rate, and the remaining time. The bar is
/// updated at most four times per second, and doesn't appear for a command that ends sooner.
/// </summary>
/// <param name="host">The cmdlet.</param>
/// <param name="activity">The title of the bar.</param>
/// <param name="total">The number of images, or null if only the pipeline knows.</param>
/// <param name="summary">The counts so far.</param>
sealed class BatchProgress(ICmdletHost host, string activity, int? total, RunSummary summary)
{
    static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    readonly Stopwatch _clock = Stopwatch.StartNew();
    TimeSpan _nextUpdate = s_interval;
    bool _isShown;
    int _waiting;
    string? _retryReason;

    /// <summary>Counts a task that waits for its retry. Can be called on any thread.</summary>
    public void RetryScheduled(string reason, bool wasSent)
    {
        _retryReason = reason;
        Interlocked.Increment(ref _waiting);
        if (wasSent)
        {
            summary.CountRetry();
        }
    }

    /// <summary>Counts a request that is sent. Can be called on any thread.</summary>
    public void RequestSent() => summary.CountRequest();

    /// <summary>Counts a task whose wait is over. Can be called on any thread.</summary>
    public void RetryStarted() => Interlocked.Decrement(ref _waiting);

    public void Update(int running)
    {
        if (_clock.Elapsed < _nextUpdate)
        {
            return;
        }

        _nextUpdate = _clock.Elapsed + s_interval;
        _isShown = true;
        host.WriteProgress(CreateRecord(running));
    }

    public void Complete()
    {
        summary.Duration = _clock.Elapsed;
        if (_isShown)
        {
            host.WriteProgress(new(ProgressActivityIds.Command, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    ProgressRecord CreateRecord(int running)
    {
        int done = summary.Created + summary.Skipped;
        int ended = done + summary.InProgressElsewhere + summary.Failed;
        int waiting = Volatile.Read(ref _waiting);
        double rate = ended / _clock.Elapsed.TotalSeconds;
        List<string> parts = [total is null ? $"{done} done" : $"{done} of {total} done", $"{Math.Max(0, running - waiting)} in progress"];
        AddUnlessZero(parts, waiting, $"{waiting} waiting for a retry");
        AddUnlessZero(parts, summary.Failed, $"{summary.Failed} failed");
        string rateFormat = rate >= 1 ? "{0:0.#} per second" : "{1:0.#} per minute";
        AddUnlessZero(parts, ended, string.Format(CultureInfo.InvariantCulture, rateFormat, rate, rate * 60));
        ProgressRecord record = new(ProgressActivityIds.Command, activity, string.Join(", ", parts))
        {
            CurrentOperation = waiting > 0 ? _retryReason : null,
        };
        if (total is > 0 and { } all)
        {
            record.PercentComplete = Math.Min(100, ended * 100 / all);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (all - ended) / rate) : -1;
        }

        return record;
    }

    static void AddUnlessZero(List<string> parts, int count, string part)
    {
        if (count > 0)
        {
            parts.Add(part);
        }
    }
}
