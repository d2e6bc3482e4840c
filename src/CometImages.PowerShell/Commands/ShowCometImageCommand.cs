using System.Collections.ObjectModel;
using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Display;
using CometImages.PowerShell.Errors;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.PowerShell.Commands;

/// <summary>Displays images in the terminal.</summary>
[Cmdlet(VerbsCommon.Show, "CometImage", HelpUri = HelpUris.ShowCometImage)]
[OutputType(typeof(CometImage))]
public sealed class ShowCometImageCommand : NetworkCmdletBase
{
    // Of a module that decodes more formats than this one. See https://www.powershellgallery.com/packages/Sixel.
    const string OtherModule = "Sixel";
    const string OtherCommand = "ConvertTo-Sixel";

    readonly HashSet<string> _warnings = [];
    ConsoleTerminal _terminal = null!;
    TerminalProtocol _protocol;
    ImageDisplay? _display;
    CometClient _client = null!;

    /// <summary>Specifies the images: CometImage objects, files, paths, or URLs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [SupportsWildcards]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies how images are displayed. The default is what the terminal supports.</summary>
    [Parameter]
    public TerminalProtocol Protocol { get; set; }

    /// <summary>Specifies the maximum width of an image in characters. The default is half of the window.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? Width { get; set; }

    /// <summary>Indicates that the images are opened in the viewer of the operating system.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Indicates that the cmdlet returns the images.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    string CurrentFolder => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _client = CreateClient();
            _terminal = new ConsoleTerminal(Host.Name, CancellationToken);
            _protocol = GetProtocol();
            _display = ImageEncoders.Find(_protocol) is { } encoder
                ? new ImageDisplay(_terminal, encoder, Host.UI.RawUI, Width, CancellationToken)
                : null;
            WriteVerbose($"Displaying images with the protocol {_protocol}.");
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject ?? [])
        {
            foreach (CometImage image in GetImages(item))
            {
                Show(image);
            }
        }
    }

    static bool IsUrl(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // The user's wish for plain text applies unless a protocol is specified.
    TerminalProtocol GetProtocol() => !_terminal.IsTerminal || (Protocol == TerminalProtocol.Auto && IsPlainText())
        ? TerminalProtocol.None
        : Protocol == TerminalProtocol.Auto ? _terminal.GetProtocol() : Protocol;

    bool IsPlainText() => GetOutputRendering() == "PlainText";

    // Null in Windows PowerShell.
    string? GetOutputRendering() =>
        GetVariableValue("PSStyle") is { } style ? PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString() : null;

    IEnumerable<CometImage> GetImages(PSObject item)
    {
        try
        {
            return item.Unwrap() switch
            {
                string text when !IsUrl(text) => [.. GetPaths(text).Select(path => new CometImage { Path = path })],
                FileInfo file => [new CometImage { Path = file.FullName }],
                _ => [GetImage(item)],
            };
        }
        catch (CometApiException e)
        {
            WriteError(e.ToErrorRecord(item));
            return [];
        }
    }

    Collection<string> GetPaths(string text)
    {
        string path = ResolveFileSystemPath(text);
        return WildcardPattern.ContainsWildcardCharacters(text) && !File.Exists(path)
            ? SessionState.Path.GetResolvedProviderPathFromPSPath(text, out _)
            : [path];
    }

    CometImage GetImage(PSObject item)
    {
        CometImage image = CometImageConverter.FromPSObject(item);
        if (image.Path is { Length: > 0 } path)
        {
            // A file of another computer can have the path of a different file on this one.
            image.Path = CometImageConverter.GetComputerName(item) is { } computer && computer != "localhost"
                ? throw new CometApiException(CometErrorKind.RemotePath, $"The file '{path}' is on {computer}, not on this computer.")
                : ResolveFileSystemPath(path);
        }

        return image;
    }

    void Show(CometImage image)
    {
        string? download = null;
        try
        {
            string? path = image.Path is { Length: > 0 } ? image.Path : _display is null && !Open ? null : download = Download(image);
            if (path is not null)
            {
                Show(image, path);
            }

            if (!PassThru)
            {
                WriteCaption(image);
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (CometApiException e)
        {
            WriteError(e.ToErrorRecord(image));
            return;
        }
        finally
        {
            // The viewer reads the file after this command has ended.
            if (download is not null && !Open)
            {
                FileMover.TryDelete(download);
            }
        }

        if (PassThru)
        {
            WriteObject(image);
        }
    }

    string Download(CometImage image)
    {
        CometImage source = new() { Url = image.Url };
        Task<ImageSaveResult> save = _client.SaveAsync(
            source, () => ImageDestination.ForSpool(_client.Spool), cancellationToken: CancellationToken);
        return save.GetAwaiter().GetResult().Path;
    }

    void Show(CometImage image, string path)
    {
        ImageDetails details = ImageFileSaver.ReadDetails(path);
        if (path == image.Path)
        {
            image.SetFile(path, details);
        }

        if (_display is not null)
        {
            Display(path, details, _display);
        }

        if (Open)
        {
            ImageViewer.Open(path);
        }
    }

    void Display(string path, ImageDetails details, ImageDisplay display)
    {
        if (display.TryWrite(path, details, out string kind) || TryDisplayWithOtherModule(path, display) || !_warnings.Add(kind))
        {
            return;
        }

        WriteWarning(
            $"{kind} can't be displayed with the protocol {_protocol}. The module {OtherModule} from the PowerShell Gallery adds formats.");
    }

    bool TryDisplayWithOtherModule(string path, ImageDisplay display)
    {
        if (InvokeCommand.GetCommand(OtherCommand, CommandTypes.Cmdlet | CommandTypes.Function) is not { ModuleName: OtherModule } command)
        {
            return false;
        }

        try
        {
            const string Script = "param($command, $path, $width) & $command -Path $path -Width $width";
            foreach (PSObject line in InvokeCommand.InvokeScript(Script, command, path, display.GetArea().Columns))
            {
                ConsoleTerminal.Output.WriteLine(line);
            }

            return true;
        }
        catch (RuntimeException e)
        {
            WriteVerbose($"{OtherCommand} failed: {e.Message.EndSentence()}");
            return false;
        }
    }

    // The row is a message, like that of Write-Host, and isn't in the output.
    void WriteCaption(CometImage image)
    {
        bool hasLink = Host.UI?.SupportsVirtualTerminal == true && GetOutputRendering() is not (null or "PlainText");
        WriteInformation(new HostInformationMessage { Message = ImageCaption.Create(image, CurrentFolder, hasLink) }, ["PSHOST"]);
    }
}
