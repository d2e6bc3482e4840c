using System.Collections.Concurrent;
using CometImages.Images;

namespace CometImages.Tests.Support;

/// <summary>Keeps what was reported, in order.</summary>
sealed class ProgressLog(Action<TransferProgress>? also = null) : IProgress<TransferProgress>
{
    readonly ConcurrentQueue<TransferProgress> _reports = [];

    public IEnumerable<TransferProgress> Reports => _reports;

    /// <summary>The waits before each retry, in seconds.</summary>
    public double[] Waits => [.. _reports.Where(report => report.Stage == TransferStage.Retrying).Select(report => report.RetryDelay!.Value.TotalSeconds)];

    public void Report(TransferProgress value)
    {
        _reports.Enqueue(value);
        also?.Invoke(value);
    }
}
