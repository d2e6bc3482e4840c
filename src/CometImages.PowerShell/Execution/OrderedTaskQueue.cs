using System.Management.Automation;
using CometImages.PowerShell.Abstractions;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Runs work in the background, at most so much at once, and writes its results in the order in which it was given. Everything here
/// runs on the pipeline's thread, except the work. At most as many results wait unwritten as may be under way, so memory does not
/// grow with the input.
/// </summary>
/// <typeparam name="T">What a piece of work comes to. Work does not throw: what went wrong is part of its result.</typeparam>
sealed class OrderedTaskQueue<T>(CometCmdletBase cmdlet, int limit, Action<T> write, BatchProgress progress, CancellationToken stopped) : IDisposable
{
    static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    readonly Queue<Task<T>> _queue = new();
    int _running;
    bool _isWaitingForTasks;

    /// <summary>Where the work leaves its messages.</summary>
    public PipelineThreadQueue Messages { get; } = new();

    /// <summary>How much is under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Starts a piece of work, and returns when the next may come.</summary>
    public void Enqueue(Func<Task<T>> work)
    {
        Interlocked.Increment(ref _running);
        Task<T> task = Task.Run(async () =>
        {
            try
            {
                return await work();
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        });
        _queue.Enqueue(task);
        _ = task.ContinueWith(_ => Messages.Post(null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        WaitUntil(() => Running < limit && _queue.Count - Running < limit);
    }

    /// <summary>Puts a result that is there already in its place in the order.</summary>
    public void EnqueueResult(T result)
    {
        _queue.Enqueue(Task.FromResult(result));
        WriteFinished();
    }

    /// <summary>Writes everything that is still to come.</summary>
    public void Complete() => WaitUntil(() => _queue.Count == 0);

    /// <summary>Waits until nothing is under way, without writing results: what follows ends the pipeline.</summary>
    public void WaitForRunningTasks()
    {
        _isWaitingForTasks = true;
        while (Running > 0)
        {
            Messages.ProcessPending(cmdlet);
            WaitForNews();
        }

        _isWaitingForTasks = false;
    }

    /// <summary>Warns. When that ends the pipeline, what is under way was paid for: it is finished and kept before the warning leaves.</summary>
    public void Warn(string text)
    {
        if (cmdlet.IsWarningActionStop)
        {
            if (_isWaitingForTasks)
            {
                // Something else ends the pipeline already.
                return;
            }

            WaitForRunningTasks();
        }

        cmdlet.WriteWarning(text);
    }

    /// <summary>Takes the results that were not written, after everything was told to stop; those that do not end soon are left.</summary>
    public IReadOnlyList<T> DrainUndelivered(TimeSpan longest)
    {
        Task<T>[] left = [.. _queue];
        _queue.Clear();
        Task.WaitAll(left, longest);
        return [.. left.Where(task => task.Status == TaskStatus.RanToCompletion).Select(task => task.Result)];
    }

    public void Dispose() => Messages.Dispose();

    void WaitUntil(Func<bool> enough)
    {
        while (true)
        {
            Messages.ProcessPending(cmdlet);
            WriteFinished();
            if (enough())
            {
                return;
            }

            WaitForNews();
        }
    }

    void WriteFinished()
    {
        while (_queue.Count > 0 && _queue.Peek().IsCompleted)
        {
            write(_queue.Dequeue().GetAwaiter().GetResult());
        }
    }

    void WaitForNews()
    {
        try
        {
            Messages.Wait(s_tick, stopped);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        progress.Update(Running);
    }
}
