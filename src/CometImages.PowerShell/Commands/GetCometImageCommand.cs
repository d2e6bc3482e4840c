using System.Management.Automation;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.Records;
using CometImages.Text;

namespace CometImages.PowerShell.Commands;

/// <summary>Gets images from files, with what their sidecars or the files themselves say about them.</summary>
[Cmdlet(VerbsCommon.Get, "CometImage", DefaultParameterSetName = nameof(Path), HelpUri = HelpUris.GetCometImage)]
[OutputType(typeof(CometImage))]
public sealed class GetCometImageCommand : CometCmdletBase
{
    /// <summary>Specifies files and folders. The default is the current location.</summary>
    [Parameter(ParameterSetName = nameof(Path), Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = ["."];

    /// <summary>Specifies files and folders whose names are used as they're typed.</summary>
    [Parameter(ParameterSetName = nameof(LiteralPath), Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Indicates that the images in the folders of a folder are included.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in ParameterSetName == nameof(Path) ? Path : LiteralPath)
        {
            foreach (ImageFile file in Resolve(path).SelectMany(GetFiles).TakeWhile(_ => !CancellationToken.IsCancellationRequested))
            {
                WriteImage(file);
            }
        }
    }

    // A file is optional if its name wasn't specified.
    IEnumerable<ImageFile> Resolve(string path)
    {
        bool isPattern = ParameterSetName == nameof(Path) && WildcardPattern.ContainsWildcardCharacters(path);
        try
        {
            return isPattern
                ? [.. ResolveWildcards(path).Select(resolved => new ImageFile(resolved, IsOptional: true))]
                : [new ImageFile(ResolveFileSystemPath(path), IsOptional: false)];
        }
        catch (CometApiException e)
        {
            WriteError(e.ToErrorRecord(path));
            return [];
        }
    }

    IEnumerable<ImageFile> GetFiles(ImageFile file)
    {
        if (!Directory.Exists(file.Path))
        {
            return [file];
        }

        return new ImageFolder(file.Path, Recurse, ReportFolder).GetFiles().Select(path => new ImageFile(path, IsOptional: true));
    }

    void ReportFolder(string folder, Exception error) => WriteError(new CometApiException(
        CometErrorKind.InvalidRequest, $"Can't read the folder '{folder}': {error.Message.EndSentence()}", "Check its permissions.", error)
        .ToErrorRecord(folder));

    void WriteImage(ImageFile file)
    {
        CometImage image;
        CometApiException? sidecarError;
        try
        {
            image = ImageFileReader.Read(file.Path, out sidecarError);
        }
        catch (CometApiException e) when (file.IsOptional && e.InnerException is null)
        {
            WriteVerbose(e.Detail);
            return;
        }
        catch (CometApiException e)
        {
            WriteError(e.ToErrorRecord(file.Path));
            return;
        }

        if (sidecarError is not null)
        {
            WriteWarning(sidecarError.Message);
        }

        WriteObject(RecordedRequest.AddTo(image));
    }

    readonly record struct ImageFile(string Path, bool IsOptional);
}
