using System.Management.Automation;
using System.Runtime.ExceptionServices;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Pipeline;
using CometImages.PowerShell.Requests;

namespace CometImages.PowerShell.Commands;

/// <summary>Pictures in, files out.</summary>
[Cmdlet(VerbsData.Save, "CometImage", SupportsShouldProcess = true, HelpUri = HelpPages.SaveCometImage)]
[OutputType(typeof(CometImage))]
public sealed class SaveCometImageCommand : DownloadingCommand
{
    static readonly TimeSpan s_longestGoodbye = TimeSpan.FromMilliseconds(800);

    // Pictures that the command took from the pipeline and did not hand on. Nobody else may have them any more.
    readonly List<CometImage> _unsaved = [];
    SaveFolder? _folder;
    NamePattern? _pattern;
    CometClient? _client;
    OrderedWork<SaveOutcome>? _work;
    RunProgress? _progress;

    /// <summary>The pictures.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The pattern of the files' names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = NamePattern.Default;

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
            _folder = new SaveFolder(FileSystemPath(Path ?? "."), Force);
            _pattern = new NamePattern(Name);
            _client = new CometClient(new CometClientOptions
            {
                Timeout = LongestSilence,
                MaximumRetryCount = MaximumRetryCount,
                Proxy = Proxy,
                ProxyCredential = ProxyLogin,
            });
            _progress = new RunProgress(this, "Save-CometImage", MyInvocation.ExpectingInput ? null : InputObject.Length);
            _work = new OrderedWork<SaveOutcome>(this, ThrottleLimit, HandOn, _progress, Stopped);
            return;
        }
        catch (CometApiException e)
        {
            error = e;
        }
        catch (FormatException e)
        {
            error = new CometApiException(CometErrorKind.InvalidRequest, $"-Name '{Name}' is no pattern: {e.Message}", string.Empty, e);
        }

        ThrowTerminatingError(ErrorRecords.Of(error, Path));
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
        foreach (SaveOutcome outcome in _work?.TakeUnwritten(s_longestGoodbye) ?? [])
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

        _unsaved.ForEach(image => _client!.Spool.RecordUnclaimed(image));
        _unsaved.Clear();
        _work?.Dispose();
    }

    void Save(PSObject item)
    {
        CometImage? image = null;
        CometApiException? refusal = null;
        try
        {
            image = SavableImage.Read(item);
            if (image.Path is { Length: > 0 } path)
            {
                image.Path = FileSystemPath(path);
            }
        }
        catch (CometApiException e)
        {
            refusal = e;
        }

        if (refusal is not null)
        {
            _work!.AddResult(new SaveOutcome(image, Error: refusal));
            return;
        }

        string what = image!.Path ?? image.Url!;
        if (!ShouldProcess(_folder!.Folder, $"Save {PictureRow.Shorten(what)}"))
        {
            return;
        }

        if (Values.Plain(item) is CometImage && (image.Path is { Length: > 0 } spooled ? _client!.Spool.Contains(spooled) : image.Url is { Length: > 0 }))
        {
            _unsaved.Add(image);
        }

        string name = _folder.Claim(_pattern!.NameFor(image));
        string? computer = SavableImage.ComputerOf(item);
        _work!.Add(() => SaveAsync(image, name, computer));
    }

    async Task<SaveOutcome> SaveAsync(CometImage image, string name, string? computer)
    {
        try
        {
            return new SaveOutcome(image, await _client!.SaveAsync(image, _folder!, name, new TransferReporter(_work!.Mailbox, _work.Warn, _progress!, name), Stopped));
        }
        catch (CometApiException e) when (e.Kind == CometErrorKind.PathOnAnotherMachine && computer is not null)
        {
            return new SaveOutcome(image, Error: new CometApiException(e.Kind, $"The file '{image.Path}' is on {computer}, not on this machine.", e.Advice, e));
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
            return new SaveOutcome(null, Defect: e);
        }
    }

    void HandOn(SaveOutcome outcome)
    {
        if (outcome.Defect is { } defect)
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
            if (ErrorsStop)
            {
                _work!.Settle();
            }

            if (Stopping)
            {
                // A pipeline that is being stopped takes no error any more, so the picture stays ours to record.
                throw new PipelineStoppedException();
            }

            Claim(outcome.Image);
            WriteError(ErrorRecords.Of(error, outcome.Image));
        }
        else if (outcome.Saved is not null)
        {
            _progress!.Summary.Made++;
            Claim(outcome.Image);
            WriteObject(outcome.Image);
        }
    }

    void Claim(CometImage? image)
    {
        if (image is not null)
        {
            _unsaved.Remove(image);
        }
    }
}
