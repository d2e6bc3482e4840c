using System.Collections.Concurrent;
using System.Management.Automation;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// What the work in the background has to tell. Only the pipeline's own thread may write, so messages wait here until it looks.
/// </summary>
sealed class PipelineThreadQueue : IDisposable
{
    readonly ConcurrentQueue<Action<Cmdlet>> _messages = new();
    readonly SemaphoreSlim _signal = new(0);

    /// <summary>Leaves a message; null only wakes the reader.</summary>
    public void Post(Action<Cmdlet>? message)
    {
        if (message is not null)
        {
            _messages.Enqueue(message);
        }

        _signal.Release();
    }

    /// <summary>Writes what has come, on the pipeline's thread.</summary>
    public void ProcessPending(Cmdlet cmdlet)
    {
        while (_messages.TryDequeue(out Action<Cmdlet>? message))
        {
            message(cmdlet);
        }
    }

    /// <summary>Waits for news, but not for long.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public void Wait(TimeSpan longest, CancellationToken stopped) => _signal.Wait(longest, stopped);

    public void Dispose() => _signal.Dispose();
}
