using System.Management.Automation;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Execution;
using CometImages.PowerShell.Planning;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.PowerShell.Commands;

/// <summary>Saves images in a folder.</summary>
[Cmdlet(VerbsData.Save, "CometImage", SupportsShouldProcess = true, HelpUri = HelpUris.SaveCometImage)]
[OutputType(typeof(CometImage))]
public sealed class SaveCometImageCommand : NetworkCmdletBase
{
    OutputDirectory _directory = null!;
    ImageSaveRunner _runner = null!;

    // Whether the user specifies where images are saved, so that the path of -OutFile doesn't apply.
    bool _isNameSpecified;

    /// <summary>Specifies the images: objects with a Url or a Path, or URLs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies the folder. The default is the current location.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("Path")]
    public string? Destination { get; set; }

    /// <summary>Specifies the template of the file names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Name")]
    public string FileName { get; set; } = FileNameTemplate.Default;

    /// <summary>Indicates that files are overwritten that existed before the command.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Specifies the maximum number of downloads in progress.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _isNameSpecified = Destination is not null || MyInvocation.BoundParameters.ContainsKey(nameof(FileName));
            _directory = new OutputDirectory(ResolveFileSystemPath(Destination ?? "."), Force);
            int? total = MyInvocation.ExpectingInput ? null : InputObject.Length;
            _runner = new ImageSaveRunner(
                this, CreateClient(), _directory, new FileNameTemplate(FileName), ThrottleLimit, total, CancellationToken);
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(Destination));
        }
        catch (FormatException e)
        {
            CometApiException error = new(
                CometErrorKind.InvalidRequest, $"-FileName '{FileName}' isn't a valid template. {e.Message}", "Correct the template.", e);
            ThrowTerminatingError(error.ToErrorRecord(Destination));
        }
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
    protected override void EndProcessing() => _runner.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // The engine also disposes of a cmdlet whose processing didn't begin.
        _runner?.Dispose();
    }

    void Save(PSObject item)
    {
        CometImage? image = null;
        string? outFile = null;
        try
        {
            image = CometImageConverter.FromPSObject(item);
            if (image.Path is { Length: > 0 } path)
            {
                image.Path = ResolveFileSystemPath(path);
            }

            if (image.OutFile is { Length: > 0 } requested && !_isNameSpecified)
            {
                outFile = ResolveFileSystemPath(requested);
            }
        }
        catch (CometApiException e)
        {
            _runner.EnqueueFailure(e, image);
            return;
        }

        if (ShouldProcess(outFile ?? _directory.Folder, $"Save {image.ToString().Truncate()}"))
        {
            _runner.Submit(image, isLive: ReferenceEquals(item.BaseObject, image), outFile, CometImageConverter.GetComputerName(item));
        }
    }
}
