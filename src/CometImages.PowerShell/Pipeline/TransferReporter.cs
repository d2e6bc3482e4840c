using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Pipeline;

/// <summary>Turns what a transfer tells into verbose lines, warnings and progress.</summary>
/// <param name="mailbox">Where it leaves them.</param>
/// <param name="warn">Warns, on the pipeline's thread.</param>
/// <param name="progress">The bar of the whole run.</param>
/// <param name="title">How messages call the transfer.</param>
sealed class TransferReporter(Mailbox mailbox, Action<string> warn, RunProgress progress, string title) : IProgress<TransferProgress>
{
    bool _waits;

    public void Report(TransferProgress value)
    {
        switch (value.Stage)
        {
            case TransferStage.Waiting:
                EndWait();
                mailbox.Post(cmdlet => cmdlet.WriteVerbose(value.Attempt == 1 ? $"Asking: {title}" : $"Asking again ({value.Attempt}): {title}"));
                break;
            case TransferStage.Retrying:
                BeginWait(value);
                break;
            case TransferStage.Receiving:
                mailbox.Post(cmdlet => cmdlet.WriteProgress(Download(value)));
                break;
        }
    }

    void BeginWait(TransferProgress value)
    {
        string seconds = value.RetryDelay!.Value.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string why = $"{title}: {value.Error!.Reason} It is sent again in {seconds} s.";
        _waits = true;
        progress.BeginWait(why);

        // After a failure of the service somebody should look at the account's log; anything else is the normal course of things.
        mailbox.Post(value.Error.Kind == CometErrorKind.ServerError ? _ => warn(why) : cmdlet => cmdlet.WriteVerbose(why));
    }

    void EndWait()
    {
        if (_waits)
        {
            _waits = false;
            progress.EndWait();
        }
    }

    ProgressRecord Download(TransferProgress value) => new(ProgressIds.Transfer, title, $"{value.BytesReceived / 1e6:0.0} MB")
    {
        ParentActivityId = ProgressIds.Command,
        PercentComplete = value.TotalBytes is > 0 and { } total ? (int)Math.Min(100, value.BytesReceived * 100 / total) : -1,
        RecordType = value.BytesReceived == value.TotalBytes ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
