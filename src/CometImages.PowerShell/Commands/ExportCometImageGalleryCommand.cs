using System.Globalization;
using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Display.Gallery;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.Text;

namespace CometImages.PowerShell.Commands;

/// <summary>Exports images as an HTML page.</summary>
[Cmdlet(VerbsData.Export, "CometImageGallery", SupportsShouldProcess = true, HelpUri = HelpUris.ExportCometImageGallery)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCometImageGalleryCommand : CometCmdletBase
{
    // Mail servers often reject larger messages.
    const long MaxMailBytes = 10 * 1024 * 1024;

    GalleryItemReader _reader = null!;
    GalleryWriter? _writer;

    /// <summary>Specifies the file of the page.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies the images, files, folders, URLs, errors, and entries of the history.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>Specifies the title of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Images";

    /// <summary>Specifies the property whose values are the sections of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupByCompleter))]
    public string? GroupBy { get; set; }

    /// <summary>Indicates that the page contains the images.</summary>
    [Parameter]
    public SwitchParameter Embed { get; set; }

    /// <summary>Indicates that an existing file isn't overwritten.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Indicates that a read-only file is overwritten.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _reader = new GalleryItemReader(ResolveFileSystemPath);
        try
        {
            string path = ResolveFileSystemPath(Path);
            ValidateTarget(path);
            if (ShouldProcess(path, "Export a gallery"))
            {
                _writer = new GalleryWriter(new GalleryOptions(path, Title, GroupBy, Embed, Overwrite: !NoClobber, Force));
            }
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(Path));
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
            ThrowWriteError(e);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_writer is null)
        {
            return;
        }

        foreach (PSObject item in (InputObject ?? []).OfType<PSObject>())
        {
            if (TryAdd(item, _writer) is { } error)
            {
                WriteError(error);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_writer is null)
        {
            return;
        }

        long length = 0;
        try
        {
            length = _writer.Complete();
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
            ThrowWriteError(e);
        }

        if (_writer.MissingFileCount > 0)
        {
            WriteWarning(
                $"Images without a file that can be read on this computer: {_writer.MissingFileCount}. "
                + "The page shows only their prompts and details.");
        }

        if (Embed && length > MaxMailBytes)
        {
            string size = (length / (1024.0 * 1024)).ToString("N0", CultureInfo.InvariantCulture);
            WriteWarning($"The page has {size} MiB. Many mail servers reject messages of more than 10 MiB.");
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(ResolveFileSystemPath(Path)));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _writer?.Dispose();
    }

    // An input that can't be read is an error of its own. After a failure to write, no page can be complete.
    ErrorRecord? TryAdd(PSObject item, GalleryWriter writer)
    {
        try
        {
            foreach (GalleryItem image in _reader.Read(item).TakeWhile(_ => !CancellationToken.IsCancellationRequested))
            {
                writer.Add(image);
            }
        }
        catch (CometApiException e)
        {
            return e.ToErrorRecord(item);
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
            ThrowWriteError(e);
        }

        return null;
    }

    void ValidateTarget(string path)
    {
        if (ImageFileFormat.FromExtension(path) is not null)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"'{Path}' has the extension of an image, not of a page.", "Specify a name such as images.html.");
        }

        if (Directory.Exists(path))
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{Path}' is a folder, not a file.", "Specify the path of a file.");
        }

        if (NoClobber && File.Exists(path))
        {
            throw new CometApiException(CometErrorKind.FileExists, $"The file '{Path}' already exists.", "Omit -NoClobber, or specify another name.");
        }

        if (!Force && File.Exists(path) && new FileInfo(path).IsReadOnly)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"The file '{Path}' is read-only.", "Use -Force, or specify another name.");
        }
    }

    void ThrowWriteError(Exception e)
    {
        CometApiException error = new(CometErrorKind.WriteFailed, $"Can't write '{Path}': {e.Message.EndSentence()}", innerException: e);
        ThrowTerminatingError(error.ToErrorRecord(Path));
    }

    static bool IsWriteFailure(Exception e) => e is IOException or UnauthorizedAccessException;
}
