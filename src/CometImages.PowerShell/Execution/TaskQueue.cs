using System.Management.Automation;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Runs tasks in the background and delivers their results in the order of the input, or as they complete. Everything but the tasks runs on
/// the pipeline thread.
/// </summary>
/// <param name="limit">The maximum number of running tasks.</param>
/// <param name="maxWaiting">
/// The maximum number of results that wait for an earlier one. A result is small, but the input can be endless.
/// </param>
/// <param name="inOrder">Whether results are delivered in the order of the input.</param>
/// <param name="deliver">Delivers a result.</param>
/// <param name="messages">The messages of the tasks, which are processed while the queue waits.</param>
/// <param name="progress">The progress bar, which is updated while the queue waits.</param>
/// <param name="cancellationToken">Canceled when the pipeline is stopped or has ended.</param>
sealed class TaskQueue<T>(
    int limit,
    int maxWaiting,
    bool inOrder,
    Action<T> deliver,
    PipelineThreadQueue messages,
    BatchProgress progress,
    CancellationToken cancellationToken)
{
    static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(250);

    readonly LinkedList<Task<T>> _tasks = new();
    int _running;

    int Running => Volatile.Read(ref _running);

    /// <summary>Starts a task, and returns when the next one can be started.</summary>
    /// <param name="work">The task. An exception that it throws ends the pipeline when its turn comes.</param>
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
        _tasks.AddLast(task);
        _ = task.ContinueWith(
            _ => messages.Signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        WaitUntil(() => Running < limit && _tasks.Count - Running < maxWaiting);
    }

    /// <summary>Delivers a result that needs no task, when its turn comes.</summary>
    public void EnqueueResult(T result)
    {
        _tasks.AddLast(Task.FromResult(result));
        DeliverCompleted();
    }

    /// <summary>Delivers the remaining results.</summary>
    public void Complete() => WaitUntil(() => _tasks.Count == 0);

    /// <summary>Waits until no task is running. Delivers nothing, because what follows ends the pipeline.</summary>
    public void WaitForRunningTasks()
    {
        while (Running > 0)
        {
            messages.ProcessPending();
            WaitForSignal();
        }
    }

    /// <summary>Removes the results that weren't delivered, after the cancellation. Tasks that don't end in time are abandoned.</summary>
    public IReadOnlyList<T> DrainUndelivered(TimeSpan timeout)
    {
        Task<T>[] tasks = [.. _tasks];
        _tasks.Clear();
        try
        {
            Task.WaitAll(tasks, timeout);
        }
        catch (AggregateException)
        {
            // The pipeline has already ended, so there is nowhere to report a failed or canceled task.
        }

        return [.. tasks.Where(task => task.Status == TaskStatus.RanToCompletion).Select(task => task.Result)];
    }

    void WaitUntil(Func<bool> condition)
    {
        while (true)
        {
            messages.ProcessPending();
            DeliverCompleted();
            if (condition())
            {
                return;
            }

            WaitForSignal();
        }
    }

    void DeliverCompleted()
    {
        while (FindCompleted() is { } completed)
        {
            Task<T> task = completed.Value;
            _tasks.Remove(completed);
            if (!task.IsCanceled || !cancellationToken.IsCancellationRequested)
            {
                deliver(task.GetAwaiter().GetResult());
            }
        }
    }

    LinkedListNode<Task<T>>? FindCompleted()
    {
        LinkedListNode<Task<T>>? node = _tasks.First;
        while (node is not null && !node.Value.IsCompleted)
        {
            node = inOrder ? null : node.Next;
        }

        return node;
    }

    void WaitForSignal()
    {
        try
        {
            messages.Wait(s_progressInterval, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        progress.Update(Running);
    }
}
