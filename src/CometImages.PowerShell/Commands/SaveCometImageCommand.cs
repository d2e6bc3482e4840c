using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
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
    ImageNamer _namer = null!;
    ImageSaveRunner _runner = null!;

    // Whether the user specifies where images are saved, so that the path of -OutFile doesn't apply.
    bool _isNameSpecified;

    /// <summary>Specifies the images: objects with a Url or a Path, or URLs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies the folder, or a file in it. The default is the current location.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("Path")]
    public string? Destination { get; set; }

    /// <summary>Specifies the template of the file names, or a script block that returns the name of <c>$_</c>.</summary>
    [Parameter]
    [FileNameTransformation]
    [Alias("Name")]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    public object FileName { get; set; } = FileNameTemplate.Default;

    /// <summary>Indicates that files are overwritten that existed before the command.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that a sidecar, which says how the image was made, is written beside each file.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

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
            string destination = ResolveFileSystemPath(Destination ?? ".");
            bool isFile = IsFile(destination);
            _directory = new OutputDirectory(isFile ? Path.GetDirectoryName(destination)! : destination, Force);
            _namer = new ImageNamer(isFile ? Path.GetFileName(destination) : FileName);
            int? total = MyInvocation.ExpectingInput ? null : InputObject.Length;
            _runner = new ImageSaveRunner(this, CreateClient(), CreateHistory(), _directory, ThrottleLimit, total, Sidecar, CancellationToken);
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(Destination));
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
        string name = string.Empty;
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
            else
            {
                name = _namer.GetName(image);
            }
        }
        catch (CometApiException e)
        {
            _runner.EnqueueFailure(e, image);
            return;
        }

        if (ShouldProcess(outFile ?? _directory.Folder, $"Save {image.ToString().Truncate()}"))
        {
            _runner.Submit(image, name, outFile, isLive: ReferenceEquals(item.BaseObject, image), CometImageConverter.GetComputerName(item));
        }
    }

    // A name that ends in an image's extension is meant as a file, unless there is such a folder or the file has another name.
    bool IsFile(string destination) =>
        ImageFileFormat.FromExtension(destination) is not null
        && !MyInvocation.BoundParameters.ContainsKey(nameof(FileName))
        && !Directory.Exists(destination);
}
