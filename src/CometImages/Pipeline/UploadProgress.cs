using CometImages.Images;

namespace CometImages.Pipeline;

/// <summary>Reports the progress of sending a body once a second. A body that takes less is sent without a report.</summary>
sealed class UploadProgress(IProgress<TransferProgress> progress, long totalBytes, TimeProvider clock)
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    long _lastReport = clock.GetTimestamp();
    bool _isReported;

    public void Report(long sentBytes)
    {
        bool isDue = clock.GetElapsedTime(_lastReport) >= s_interval;
        if (isDue || (_isReported && sentBytes == totalBytes))
        {
            _lastReport = clock.GetTimestamp();
            _isReported = true;
            progress.Report(new TransferProgress { Stage = TransferStage.Uploading, BytesTransferred = sentBytes, TotalBytes = totalBytes });
        }
    }
}
