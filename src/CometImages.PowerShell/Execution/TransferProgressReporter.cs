using System.Globalization;
using System.Management.Automation;
using CometImages.Images;

namespace CometImages.PowerShell.Execution;

/// <summary>Turns what a transfer tells into verbose lines, warnings and progress.</summary>
/// <param name="messages">Where it leaves them.</param>
/// <param name="warn">Warns, on the pipeline's thread.</param>
/// <param name="progress">The bar of the whole run.</param>
/// <param name="title">How messages call the transfer.</param>
sealed class TransferProgressReporter(PipelineThreadQueue messages, Action<string> warn, BatchProgress progress, string title) : IProgress<TransferProgress>
{
    bool _waits;

    public void Report(TransferProgress value)
    {
        switch (value.Stage)
        {
            case TransferStage.Waiting:
                RetryStarted();
                messages.Post(cmdlet => cmdlet.WriteVerbose(value.Attempt == 1 ? $"Asking: {title}" : $"Asking again ({value.Attempt}): {title}"));
                break;
            case TransferStage.Retrying:
                RetryScheduled(value);
                break;
            case TransferStage.Receiving:
                messages.Post(cmdlet => cmdlet.WriteProgress(Download(value)));
                break;
        }
    }

    void RetryScheduled(TransferProgress value)
    {
        string seconds = value.RetryDelay!.Value.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string why = $"{title}: {value.Error!.Detail} It is sent again in {seconds} s.";
        _waits = true;
        progress.RetryScheduled(why);

        // After a failure of the service somebody should look at the account's log; anything else is the normal course of things.
        messages.Post(value.Error.Kind == CometErrorKind.ServerError ? _ => warn(why) : cmdlet => cmdlet.WriteVerbose(why));
    }

    void RetryStarted()
    {
        if (_waits)
        {
            _waits = false;
            progress.RetryStarted();
        }
    }

    ProgressRecord Download(TransferProgress value) => new(ProgressActivityIds.Transfer, title, $"{value.BytesReceived / 1e6:0.0} MB")
    {
        ParentActivityId = ProgressActivityIds.Command,
        PercentComplete = value.TotalBytes is > 0 and { } total ? (int)Math.Min(100, value.BytesReceived * 100 / total) : -1,
        RecordType = value.BytesReceived == value.TotalBytes ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
