using System.Globalization;
using System.Management.Automation;
using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>Turns the progress of a task into verbose messages, warnings, and progress bars.</summary>
/// <param name="messages">The queue of messages.</param>
/// <param name="warn">Writes a warning on the pipeline thread.</param>
/// <param name="progress">The progress bar of the command.</param>
/// <param name="displayName">The name of the task in messages.</param>
/// <param name="description">The details of the task for the verbose stream.</param>
sealed class TransferProgressReporter(
    PipelineThreadQueue messages, Action<string> warn, BatchProgress progress, string displayName, string description)
    : IProgress<TransferProgress>
{
    bool _isWaiting;

    public void Report(TransferProgress value)
    {
        switch (value.Stage)
        {
            case TransferStage.Waiting:
                RetryStarted();
                messages.Post(host => host.WriteVerbose($"{value.Activity} (attempt {value.Attempt}): {description}."));
                break;
            case TransferStage.Sending:
                progress.RequestSent();
                break;
            case TransferStage.Retrying:
                RetryScheduled(value);
                break;
            case TransferStage.Uploading:
            case TransferStage.Receiving:
                messages.Post(host => host.WriteProgress(CreateRecord(value)));
                break;
        }
    }

    void RetryScheduled(TransferProgress value)
    {
        string seconds = value.RetryDelay!.Value.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string charge = value.Error!.MayHaveBeenCharged ? " The image may have been made and charged." : string.Empty;
        string reason = $"{displayName}: {value.Error.Detail}{charge} The cmdlet retries in {seconds} s.";
        _isWaiting = true;
        progress.RetryScheduled(reason, wasSent: !value.Error.RequestNotSent);

        // After a failure of the service, the attempt may have been charged, so it isn't retried silently.
        messages.Post(value.Error.Kind == CometErrorKind.ServerError ? _ => warn(reason) : host => host.WriteVerbose(reason));
    }

    void RetryStarted()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            progress.RetryStarted();
        }
    }

    ProgressRecord CreateRecord(TransferProgress value)
    {
        string megabytes = (value.BytesTransferred / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        return new(ProgressActivityIds.Transfer, displayName, $"{(value.Stage == TransferStage.Uploading ? "Sent" : "Received")} {megabytes} MB")
        {
            ParentActivityId = ProgressActivityIds.Command,
            PercentComplete = value.TotalBytes is > 0 and { } total ? (int)Math.Min(100, value.BytesTransferred * 100 / total) : -1,
            RecordType = value.BytesTransferred == value.TotalBytes ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
    }
}
