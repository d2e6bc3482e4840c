using System.Management.Automation;
using CometImages.History;
using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Runs the tasks of one command and delivers their outcomes to its pipeline. When the pipeline has ended, the images that couldn't be
/// delivered are recorded in the history, and the next command tells the user about them and about requests that may have been charged.
/// </summary>
sealed class CmdletTaskRunner : IDisposable
{
    /// <summary>The maximum number of results that wait for an earlier one.</summary>
    public const int MaxWaiting = 5000;

    // Reading the last images takes less than a second.
    static readonly TimeSpan s_historyTimeout = TimeSpan.FromSeconds(10);

    // After Ctrl+C, PowerShell waits for Dispose, and users expect the prompt within a second.
    static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromMilliseconds(800);
    static readonly TimeSpan s_historyShutdownTimeout = TimeSpan.FromMilliseconds(200);

    readonly ICmdletHost _host;
    readonly RequestHistory _history;
    readonly BatchProgress _progress;
    readonly PipelineThreadQueue _messages;
    readonly TaskQueue<TaskOutcome> _tasks;
    readonly List<CometImage> _undelivered = [];

    // The errors that say that the service may have charged a request and that weren't written.
    readonly List<CometApiException> _unreported = [];
    readonly ErrorWriter _errors = new();
    bool _isEndingPipeline;
    bool _isHistoryErrorReported;

    /// <param name="host">The cmdlet.</param>
    /// <param name="activity">The title of the progress bar.</param>
    /// <param name="throttleLimit">The maximum number of running tasks.</param>
    /// <param name="total">The number of images, or null if only the pipeline knows.</param>
    /// <param name="asCompleted">Whether outcomes are delivered as they complete, and not in the order of the input.</param>
    /// <param name="history">Records what the pipeline doesn't receive.</param>
    /// <param name="cancellationToken">Canceled when the pipeline is stopped or has ended.</param>
    public CmdletTaskRunner(
        ICmdletHost host, string activity, int throttleLimit, int? total, bool asCompleted, RequestHistory history, CancellationToken cancellationToken)
    {
        _host = host;
        _history = history;
        _progress = new BatchProgress(host, activity, total, Summary);
        _messages = new PipelineThreadQueue(host);

        // Where a result can end the pipeline, few tasks are started before it's delivered. With a limit of one, each result is written
        // before the next input is read.
        bool isStrict = throttleLimit == 1 || host.IsErrorActionStop || host.IsWarningActionStop;
        _tasks = new TaskQueue<TaskOutcome>(
            throttleLimit, isStrict ? throttleLimit : MaxWaiting, !asCompleted, Deliver, _messages, _progress, cancellationToken);
    }

    public RunSummary Summary { get; } = new();

    /// <summary>Starts a task, and returns when the next one can be started.</summary>
    public void Enqueue(Func<Task<TaskOutcome>> work)
    {
        _tasks.Enqueue(work);
        ReportHistoryError();
    }

    /// <summary>Delivers an outcome that needs no task, when its turn comes.</summary>
    public void EnqueueOutcome(TaskOutcome outcome) => _tasks.EnqueueResult(outcome);

    /// <summary>Takes responsibility for an image: it's recorded in the history unless an outcome settles or delivers it.</summary>
    public void Track(CometImage image) => _undelivered.Add(image);

    /// <summary>Creates the receiver of a task's progress.</summary>
    /// <param name="displayName">The name of the task in messages.</param>
    /// <param name="description">The details of the task for the verbose stream.</param>
    public IProgress<TransferProgress> CreateReporter(string displayName, string description) =>
        new TransferProgressReporter(_messages, Warn, _progress, displayName, description);

    /// <summary>Writes a warning. If that ends the pipeline, the running tasks, which are paid for, are completed first.</summary>
    public void Warn(string text)
    {
        if (_host.IsWarningActionStop)
        {
            if (_isEndingPipeline)
            {
                return;
            }

            WaitBeforePipelineEnds();
        }

        _host.WriteWarning(text);
    }

    /// <summary>Delivers the remaining outcomes, and waits until they're recorded.</summary>
    public void Complete()
    {
        _tasks.Complete();
        _history.Wait(s_historyTimeout);
        ReportHistoryError();
        _progress.Complete();
    }

    /// <summary>Records what wasn't delivered, when the pipeline has ended in any way. The token is canceled by then.</summary>
    public void Dispose()
    {
        foreach (TaskOutcome outcome in _tasks.DrainUndelivered(s_shutdownTimeout))
        {
            Settle(outcome);
        }

        _undelivered.ForEach(_history.RecordUndelivered);
        _undelivered.Clear();
        _unreported.ForEach(_ => _history.NotifyInDoubt());
        _unreported.Clear();

        // The process may end right after the command.
        _history.Wait(s_historyShutdownTimeout);
        _messages.Dispose();
    }

    void ReportHistoryError()
    {
        if (!_isHistoryErrorReported && _history.Error is { } error)
        {
            _isHistoryErrorReported = true;
            Warn(error.Message);
        }
    }

    void Settle(TaskOutcome outcome)
    {
        outcome.Settle(_undelivered);
        _unreported.AddRange(outcome.Failures.Select(failure => failure.Error).Where(error => error.MayHaveBeenCharged));
    }

    void Deliver(TaskOutcome outcome)
    {
        Settle(outcome);
        outcome.Count(Summary);
        Summary.Failed += outcome.Failures.Count;
        foreach ((CometImage image, IReadOnlyList<string> warnings) in outcome.Images)
        {
            // Before the image is marked as delivered, because a warning can end the pipeline.
            foreach (string warning in warnings)
            {
                Warn(warning);
            }

            MarkDelivered(image);
            _host.WriteObject(image);
        }

        foreach (string warning in outcome.Warnings)
        {
            Warn(warning);
        }

        foreach (string detail in outcome.Details)
        {
            _host.WriteVerbose(detail);
        }

        foreach ((CometApiException error, object? target) in outcome.Failures)
        {
            if (_host.IsErrorActionStop)
            {
                // Before the image is marked as delivered, because the wait can be stopped.
                WaitBeforePipelineEnds();
            }

            MarkDelivered(target as CometImage);
            _unreported.Remove(error);
            _host.WriteError(_errors.Create(error, target));
        }
    }

    // A pipeline that is being stopped drops what is written to it.
    void MarkDelivered(CometImage? image)
    {
        if (_host.Stopping)
        {
            throw new PipelineStoppedException();
        }

        if (image is not null)
        {
            _undelivered.Remove(image);
        }
    }

    void WaitBeforePipelineEnds()
    {
        _isEndingPipeline = true;
        _tasks.WaitForRunningTasks();
        _isEndingPipeline = false;
    }
}
