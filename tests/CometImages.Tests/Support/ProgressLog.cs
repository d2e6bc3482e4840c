using System.Collections.Concurrent;
using CometImages.Images;

namespace CometImages.Tests.Support;

/// <summary>Records the reports in order.</summary>
sealed class ProgressLog(Action<TransferProgress>? also = null) : IProgress<TransferProgress>
{
    readonly ConcurrentQueue<TransferProgress> _reports = [];

    public IEnumerable<TransferProgress> Reports => _reports;

    /// <summary>The delays before the retries, in seconds.</summary>
    public double[] Delays => [.. _reports.Where(report => report.Stage == TransferStage.Retrying).Select(report => report.RetryDelay!.Value.TotalSeconds)];

    public void Report(TransferProgress value)
    {
        _reports.Enqueue(value);
        also?.Invoke(value);
    }
}
