using System.Management.Automation;
using CometImages.PowerShell.Binding;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Execution;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Commands;

/// <summary>Prompts in, pictures out.</summary>
[Cmdlet(VerbsCommon.New, "CometImage", SupportsShouldProcess = true, HelpUri = HelpUris.NewCometImage)]
[OutputType(typeof(CometImage))]
public sealed class NewCometImageCommand : ApiCmdletBase
{
    ImageRequestRunner? _runner;

    /// <summary>What the pictures show.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    public string[] Prompt { get; set; } = [];

    /// <summary>The model's id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>How many pictures of each prompt.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("n")]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(1, 10)]
    public int? Count { get; set; }

    /// <summary>The size.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Size { get; set; }

    /// <summary>The quality.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Quality { get; set; }

    /// <summary>The style.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Style { get; set; }

    /// <summary>The background.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Background { get; set; }

    /// <summary>The moderation level.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Moderation { get; set; }

    /// <summary>The file format.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? OutputFormat { get; set; }

    /// <summary>The compression of jpeg and webp, in percent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(0, 100)]
    public int? OutputCompression { get; set; }

    /// <summary>How to answer, for models that can be asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(ImageResponseFormat))]
    public ImageResponseFormat? ResponseFormat { get; set; }

    /// <summary>An id of the end user, for the provider's abuse detection.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    public string? User { get; set; }

    /// <summary>A provider's own fields.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? AdditionalProperty { get; set; }

    /// <summary>The file to write, or one for each picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string[]))]
    public string[]? OutFile { get; set; }

    /// <summary>Buys only the pictures whose files are not there.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Overwrites files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Sends what a known model is documented not to take.</summary>
    [Parameter]
    public SwitchParameter SkipParameterCheck { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (SkipExisting && Force)
        {
            ThrowTerminatingError(ErrorRecordExtensions.Of(
                new CometApiException(CometErrorKind.InvalidRequest, "-SkipExisting keeps files that are there and -Force overwrites them.", "Use one of them."), null));
        }

        _runner = new ImageRequestRunner(this, ThrottleLimit, MyInvocation.ExpectingInput ? null : Prompt.Length * (Count ?? 1), CancellationToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string prompt in Prompt)
        {
            Submit(prompt);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _runner!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _runner?.Dispose();
    }

    void Submit(string prompt)
    {
        ImageRequestInput row = Row(prompt);
        if (!TryPlan(ref row, out RequestPlan? plan, out CometApiException? refusal))
        {
            _runner!.EnqueueFailure(refusal!, row);
            return;
        }

        if (ResponseFormat == ImageResponseFormat.Url && KnownImageModels.Find(row.ModelOrDefault) is { ReturnsBase64Only: true })
        {
            _runner!.Warn($"{row.ModelOrDefault} always answers base64: the picture comes as a file, not as a URL.");
        }

        _runner!.WriteExisting(plan!.ExistingImages);
        int pictures = plan.Requests.Sum(purchase => purchase.Request.Count ?? 1);
        if (pictures == 0 || !ShouldProcess($"{row.ModelOrDefault}: {ImageRequestInput.Shorten(prompt)}", pictures == 1 ? "Make 1 picture" : $"Make {pictures} pictures"))
        {
            return;
        }

        if (!_runner.IsConnected)
        {
            Open();
        }

        foreach (PlannedRequest purchase in plan.Requests)
        {
            _runner.Submit(purchase);
        }
    }

    // Without a key or with a wrong address nothing can work, now or later.
    void Open()
    {
        CometApiException error;
        try
        {
            _runner!.Connect(CreateClient);
            return;
        }
        catch (CometApiException e)
        {
            error = e;
        }

        ThrowTerminatingError(ErrorRecordExtensions.Of(error, null));
    }

    bool TryPlan(ref ImageRequestInput row, out RequestPlan? plan, out CometApiException? refusal)
    {
        (plan, refusal) = (null, null);
        try
        {
            if (SkipExisting && OutFile is not { Length: > 0 })
            {
                throw new CometApiException(CometErrorKind.InvalidRequest, "-SkipExisting needs -OutFile, to know which files.", string.Empty);
            }

            row = row with { OutFile = [.. (OutFile ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).Select(ResolveFileSystemPath)] };
            _runner!.ReserveFiles(row.GetOutputPaths());
            plan = RequestPlan.Create(row, SkipExisting, Force, SkipParameterCheck);
            return true;
        }
        catch (CometApiException e)
        {
            refusal = e;
            return false;
        }
    }

    ImageRequestInput Row(string prompt) => new()
    {
        Prompt = prompt,
        Model = NullIfEmpty(Model),
        Count = Count,
        Size = NullIfEmpty(Size),
        Quality = NullIfEmpty(Quality),
        Style = NullIfEmpty(Style),
        Background = NullIfEmpty(Background),
        Moderation = NullIfEmpty(Moderation),
        OutputFormat = NullIfEmpty(OutputFormat),
        OutputCompression = OutputCompression,
        ResponseFormat = ResponseFormat,
        User = NullIfEmpty(User),
        AdditionalProperty = AdditionalProperty,
        OutFile = OutFile ?? [],
    };

    static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
