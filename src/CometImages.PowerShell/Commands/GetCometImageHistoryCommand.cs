using System.Management.Automation;
using CometImages.History;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.PowerShell.Commands;

/// <summary>Gets the requests that were sent, and what became of them.</summary>
[Cmdlet(VerbsCommon.Get, "CometImageHistory", HelpUri = HelpUris.GetCometImageHistory)]
[OutputType(typeof(CometImageHistoryEntry))]
public sealed class GetCometImageHistoryCommand : CometCmdletBase
{
    // The files of the pipeline are collected, so that the history is read once.
    readonly ImageFileSet _files = new();

    /// <summary>Specifies the earliest time of the requests.</summary>
    [Parameter]
    public DateTime? After { get; set; }

    /// <summary>Specifies the latest time of the requests.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>Specifies what became of the requests.</summary>
    [Parameter]
    public HistoryStatus[]? Status { get; set; }

    /// <summary>Specifies the IDs of models. Wildcards are permitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [SupportsWildcards]
    public string[]? Model { get; set; }

    /// <summary>Specifies image files, whose requests are returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in (Path ?? []).Where(path => !string.IsNullOrEmpty(path)))
        {
            try
            {
                _files.Add(ResolveFileSystemPath(path));
            }
            catch (CometApiException e)
            {
                WriteError(e.ToErrorRecord(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                WriteError(new ErrorRecord(e, "CometApi.FileNotReadable", ErrorCategory.ReadError, path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        bool isFileSpecified = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Path));
        if (isFileSpecified && _files.IsEmpty)
        {
            return;
        }

        // The local times at the ends of the range have no universal time everywhere. This conversion uses the nearest one.
        DateTimeOffset? after = After?.ToUniversalTime();
        DateTimeOffset? before = Before?.ToUniversalTime();
        HistoryFolder folder = HistoryFolder.FromSpool(new Spool());
        WildcardPattern[] models = [.. Model?.Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)) ?? []];
        try
        {
            ImageFileSet? images = isFileSpecified ? _files : null;
            foreach (HistoryRecord record in folder.GetFiles(after, before).SelectMany(file => HistoryReader.Read(file, images)))
            {
                if (CancellationToken.IsCancellationRequested)
                {
                    return;
                }

                if (!(record.Time < after) && !(record.Time > before) && Status?.Contains(record.Status) != false && (models.Length == 0 || IsModel(record, models)))
                {
                    WriteObject(HistoryEntryConverter.ToPSObject(record));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(e, "CometApi.HistoryNotReadable", ErrorCategory.ReadError, folder.Path));
        }
    }

    static bool IsModel(HistoryRecord record, WildcardPattern[] models) =>
        record.Request.GetText("Model") is { } id && models.Any(model => model.IsMatch(id));
}
