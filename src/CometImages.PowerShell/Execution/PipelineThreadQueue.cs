using System.Collections.Concurrent;

namespace CometImages.PowerShell.Execution;

/// <summary>Holds messages of background tasks until the pipeline thread, which alone may write, processes them.</summary>
sealed class PipelineThreadQueue(ICmdletHost host) : IDisposable
{
    readonly ConcurrentQueue<Action<ICmdletHost>> _messages = new();
    readonly SemaphoreSlim _signal = new(0);

    /// <summary>Adds a message. Can be called on any thread.</summary>
    public void Post(Action<ICmdletHost> message)
    {
        _messages.Enqueue(message);
        Signal();
    }

    /// <summary>Ends the current or the next <see cref="Wait"/>. Can be called on any thread.</summary>
    public void Signal() => _signal.Release();

    public void ProcessPending()
    {
        while (_messages.TryDequeue(out Action<ICmdletHost>? message))
        {
            message(host);
        }
    }

    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public void Wait(TimeSpan timeout, CancellationToken cancellationToken) => _signal.Wait(timeout, cancellationToken);

    public void Dispose() => _signal.Dispose();
}
