using System.Management.Automation;
using CometImages.History;
using CometImages.PowerShell.Abstractions;
using CometImages.Storage;

namespace CometImages.PowerShell.Commands;

/// <summary>Removes months from the history.</summary>
[Cmdlet(VerbsCommon.Clear, "CometImageHistory", SupportsShouldProcess = true, HelpUri = HelpUris.ClearCometImageHistory)]
public sealed class ClearCometImageHistoryCommand : CometCmdletBase
{
    /// <summary>Specifies a time. The months that ended before it are removed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (JsonLinesFile file in HistoryFolder.FromSpool(new Spool()).GetFilesBefore(Before!.Value.ToUniversalTime()))
        {
            if (!ShouldProcess(file.Path, "Remove the history of the month"))
            {
                continue;
            }

            try
            {
                File.Delete(file.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                WriteError(new ErrorRecord(e, "CometApi.HistoryNotRemoved", ErrorCategory.WriteError, file.Path));
            }
        }
    }
}
