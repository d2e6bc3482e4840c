using System.Management.Automation;
using System.Security.Cryptography;
using CometImages.History;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.Storage;

namespace CometImages.PowerShell.Commands;

/// <summary>Gets the requests that were sent, and what became of them.</summary>
[Cmdlet(VerbsCommon.Get, "CometImageHistory", HelpUri = HelpUris.GetCometImageHistory)]
[OutputType(typeof(CometImageHistoryEntry))]
public sealed class GetCometImageHistoryCommand : CometCmdletBase
{
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
        HistoryFolder folder = HistoryFolder.FromSpool(new Spool());
        WildcardPattern[] models = [.. Model?.Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)) ?? []];
        try
        {
            HashSet<string> files = new((Path ?? []).Select(ResolveFileSystemPath), PathComparer.Instance);
            HashSet<string> hashes = [.. files.Where(File.Exists).Select(ComputeHash)];
            foreach (HistoryRecord record in folder.GetFiles(After, Before).SelectMany(HistoryReader.Read))
            {
                if (CancellationToken.IsCancellationRequested)
                {
                    return;
                }

                if (IsInPeriod(record) && Status?.Contains(record.Status) != false && (models.Length == 0 || IsModel(record, models))
                    && (files.Count == 0 || IsFile(record, files, hashes)))
                {
                    WriteObject(HistoryEntryConverter.ToPSObject(record));
                }
            }
        }
        catch (CometApiException e)
        {
            WriteError(e.ToErrorRecord(Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(e, "CometApi.HistoryNotReadable", ErrorCategory.ReadError, folder.Path));
        }
    }

    bool IsInPeriod(HistoryRecord record) => !(record.Time < After) && !(record.Time > Before);

    static bool IsModel(HistoryRecord record, WildcardPattern[] models) =>
        HistoryJson.GetText(record.Request, "Model") is { } id && models.Any(model => model.IsMatch(id));

    // A file that was renamed or copied is found by its content.
    static bool IsFile(HistoryRecord record, HashSet<string> files, HashSet<string> hashes) =>
        record.Images.Any(image => image.Path is { } path && files.Contains(path))
        || record.Hashes.Any(hash => hash is not null && hashes.Contains(hash));

    static string ComputeHash(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        using SHA256 sha256 = SHA256.Create();
        return Convert.ToHexString(sha256.ComputeHash(file));
    }
}
