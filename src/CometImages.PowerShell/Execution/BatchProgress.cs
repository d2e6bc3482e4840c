using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// How a whole run is getting on, in one bar: how many are done, of how many where that is known, under way, waiting to be sent again,
/// failed; the rate, and the time that is left. It is drawn at most four times a second, and not at all for what is over sooner.
/// </summary>
/// <param name="cmdlet">Whose bar it is.</param>
/// <param name="activity">The bar's title.</param>
/// <param name="total">How many there will be; null when only the pipeline knows.</param>
sealed class BatchProgress(Cmdlet cmdlet, string activity, int? total)
{
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    readonly Stopwatch _clock = Stopwatch.StartNew();
    TimeSpan _next = s_pause;
    bool _shown;
    int _waiting;
    string? _why;

    /// <summary>What it has come to so far.</summary>
    public RunSummary Summary { get; } = new();

    /// <summary>One waits to be sent again. From any thread.</summary>
    public void RetryScheduled(string why)
    {
        _why = why;
        Interlocked.Increment(ref _waiting);
        Summary.CountRetry();
    }

    /// <summary>It has been sent again. From any thread.</summary>
    public void RetryStarted() => Interlocked.Decrement(ref _waiting);

    /// <summary>Draws the bar if it is time. On the pipeline's thread.</summary>
    public void Update(int running)
    {
        if (_clock.Elapsed < _next)
        {
            return;
        }

        _next = _clock.Elapsed + s_pause;
        _shown = true;
        cmdlet.WriteProgress(Record(running));
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete()
    {
        Summary.Duration = _clock.Elapsed;
        if (_shown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressActivityIds.Command, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    ProgressRecord Record(int running)
    {
        int done = Summary.Created + Summary.Skipped;
        int ended = done + Summary.Failed;
        int waiting = Volatile.Read(ref _waiting);
        double rate = ended / _clock.Elapsed.TotalSeconds;
        List<string> parts = [total is null ? $"{done} done" : $"{done} of {total} done", $"{Math.Max(0, running - waiting)} under way"];
        Add(parts, waiting, $"{waiting} waiting to be sent again");
        Add(parts, Summary.Failed, $"{Summary.Failed} failed");
        Add(parts, ended, string.Format(CultureInfo.CurrentCulture, rate >= 1 ? "{0:0.#} a second" : "{1:0.#} a minute", rate, rate * 60));
        ProgressRecord record = new(ProgressActivityIds.Command, activity, string.Join(", ", parts))
        {
            CurrentOperation = waiting > 0 ? _why : null,
        };
        if (total is > 0 and { } all)
        {
            record.PercentComplete = Math.Min(100, ended * 100 / all);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (all - ended) / rate) : -1;
        }

        return record;
    }

    static void Add(List<string> parts, int count, string part)
    {
        if (count > 0)
        {
            parts.Add(part);
        }
    }
}
