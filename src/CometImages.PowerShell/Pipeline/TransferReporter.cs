using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Pipeline;

/// <summary>Turns what a transfer tells into verbose lines, warnings and progress.</summary>
sealed class TransferReporter(Mailbox mailbox, string title, string activity) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value)
    {
        switch (value.Stage)
        {
            case TransferStage.Waiting:
                mailbox.Post(cmdlet => cmdlet.WriteVerbose(value.Attempt == 1 ? $"Asking: {title}" : $"Asking again ({value.Attempt}): {title}"));
                break;
            case TransferStage.Retrying:
                string wait = $"{title}: {value.Error!.Reason} It is sent again in {value.RetryDelay!.Value.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.";
                mailbox.Post(cmdlet =>
                {
                    if (value.Error.Kind == CometErrorKind.ServerError)
                    {
                        cmdlet.WriteWarning(wait);
                    }
                    else
                    {
                        cmdlet.WriteVerbose(wait);
                    }
                });
                break;
            case TransferStage.Receiving:
                mailbox.Post(cmdlet => cmdlet.WriteProgress(new ProgressRecord(ProgressIds.Transfer, activity, title)
                {
                    ParentActivityId = ProgressIds.Command,
                    PercentComplete = value.TotalBytes is > 0 and { } total ? (int)Math.Min(100, value.BytesReceived * 100 / total) : -1,
                    CurrentOperation = $"{value.BytesReceived / 1e6:0.0} MB",
                }));
                break;
        }
    }
}
