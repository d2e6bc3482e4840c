using System.Management.Automation;
using System.Runtime.ExceptionServices;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Execution;
using CometImages.PowerShell.Planning;
using CometImages.Storage;

namespace CometImages.PowerShell.Commands;

/// <summary>Pictures in, files out.</summary>
[Cmdlet(VerbsData.Save, "CometImage", SupportsShouldProcess = true, HelpUri = HelpUris.SaveCometImage)]
[OutputType(typeof(CometImage))]
public sealed class SaveCometImageCommand : NetworkCmdletBase
{
    static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromMilliseconds(800);

    // Pictures that the command took from the pipeline and did not hand on. Nobody else may have them any more.
    readonly List<CometImage> _unsaved = [];
    OutputDirectory? _folder;
    FileNameTemplate? _pattern;
    CometClient? _client;
    OrderedTaskQueue<SaveOutcome>? _work;
    BatchProgress? _progress;

    /// <summary>The pictures.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("Path")]
    public string? Destination { get; set; }

    /// <summary>The pattern of the files' names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Name")]
    public string FileName { get; set; } = FileNameTemplate.Default;

    /// <summary>Overwrites files that were there before.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many downloads may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        CometApiException error;
        try
        {
            _folder = new OutputDirectory(ResolveFileSystemPath(Destination ?? "."), Force);
            _pattern = new FileNameTemplate(FileName);
            _client = new CometClient(new CometClientOptions
            {
                IdleTimeout = IdleTimeout,
                MaximumRetryCount = MaximumRetryCount,
                Proxy = Proxy,
                ProxyCredential = ProxyNetworkCredential,
            });
            _progress = new BatchProgress(this, "Save-CometImage", MyInvocation.ExpectingInput ? null : InputObject.Length);
            _work = new OrderedTaskQueue<SaveOutcome>(this, ThrottleLimit, WriteResult, _progress, CancellationToken);
            return;
        }
        catch (CometApiException e)
        {
            error = e;
        }
        catch (FormatException e)
        {
            error = new CometApiException(CometErrorKind.InvalidRequest, $"-FileName '{FileName}' is no pattern: {e.Message}", string.Empty, e);
        }

        ThrowTerminatingError(ErrorRecordExtensions.Of(error, Destination));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject ?? [])
        {
            Save(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _work!.Complete();
        _progress!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (SaveOutcome outcome in _work?.DrainUndelivered(s_shutdownTimeout) ?? [])
        {
            if (outcome.Saved is { } saved)
            {
                outcome.Image!.Path = saved.Path;
                if (saved.PlacementError is null)
                {
                    _unsaved.Remove(outcome.Image);
                }
            }
        }

        _unsaved.ForEach(image => _client!.Spool.RecordUndelivered(image));
        _unsaved.Clear();
        _work?.Dispose();
    }

    void Save(PSObject item)
    {
        CometImage? image = null;
        CometApiException? refusal = null;
        try
        {
            image = CometImageConverter.FromPSObject(item);
            if (image.Path is { Length: > 0 } path)
            {
                image.Path = ResolveFileSystemPath(path);
            }
        }
        catch (CometApiException e)
        {
            refusal = e;
        }

        if (refusal is not null)
        {
            _work!.EnqueueResult(new SaveOutcome(image, Error: refusal));
            return;
        }

        string what = image!.Path ?? image.Url!;
        if (!ShouldProcess(_folder!.Folder, $"Save {ImageRequestInput.Shorten(what)}"))
        {
            return;
        }

        if (PSObjectExtensions.Unwrap(item) is CometImage && (image.Path is { Length: > 0 } spooled ? _client!.Spool.Contains(spooled) : image.Url is { Length: > 0 }))
        {
            _unsaved.Add(image);
        }

        string name = _folder.ReserveName(_pattern!.Format(image));
        string? computer = CometImageConverter.GetComputerName(item);
        _work!.Enqueue(() => SaveAsync(image, name, computer));
    }

    async Task<SaveOutcome> SaveAsync(CometImage image, string name, string? computer)
    {
        try
        {
            return new SaveOutcome(image, await _client!.SaveAsync(image, _folder!, name, new TransferProgressReporter(_work!.Messages, _work.Warn, _progress!, name), CancellationToken));
        }
        catch (CometApiException e) when (e.Kind == CometErrorKind.RemotePath && computer is not null)
        {
            return new SaveOutcome(image, Error: new CometApiException(e.Kind, $"The file '{image.Path}' is on {computer}, not on this machine.", e.RecommendedAction, e));
        }
        catch (CometApiException e)
        {
            return new SaveOutcome(image, Error: e);
        }
        catch (OperationCanceledException)
        {
            return new SaveOutcome(null);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the pipeline's thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new SaveOutcome(null, UnexpectedException: e);
        }
    }

    void WriteResult(SaveOutcome outcome)
    {
        if (outcome.UnexpectedException is { } defect)
        {
            ExceptionDispatchInfo.Capture(defect).Throw();
        }

        if (outcome.Saved is { } saved)
        {
            outcome.Image!.Path = saved.Path;
        }

        if ((outcome.Error ?? outcome.Saved?.PlacementError) is { } error)
        {
            _progress!.Summary.Failed++;
            if (IsErrorActionStop)
            {
                _work!.WaitForRunningTasks();
            }

            if (Stopping)
            {
                // A pipeline that is being stopped takes no error any more, so the picture stays ours to record.
                throw new PipelineStoppedException();
            }

            MarkDelivered(outcome.Image);
            WriteError(ErrorRecordExtensions.Of(error, outcome.Image));
        }
        else if (outcome.Saved is not null)
        {
            _progress!.Summary.Created++;
            MarkDelivered(outcome.Image);
            WriteObject(outcome.Image);
        }
    }

    void MarkDelivered(CometImage? image)
    {
        if (image is not null)
        {
            _unsaved.Remove(image);
        }
    }
}
