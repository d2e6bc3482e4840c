using System.Management.Automation;
using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Execution;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The base class of cmdlets that request images.</summary>
public abstract class ImageRequestCmdletBase : ApiCmdletBase
{
    // Holds the parameters that are fields of the request.
    readonly RequestValues _values = new();
    readonly HashSet<string> _warnings = [];

    // What -WhatIf displays.
    readonly List<RequestPlan> _preview = [];
    readonly HashSet<string> _reportedHeaders = [];
    bool _isPromptSpecified;
    bool _isRowPending;
    int _specifiedCount;
    RequestPlanner _planner = null!;
    ImageRequestRunner _runner = null!;
    CometClient? _client;

    /// <summary>Specifies the IDs of the models. Each prompt is requested from each model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string[]))]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    /// <summary>Specifies the number of images for each prompt.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("n")]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(1, RequestField.MaxCount)]
    [ArgumentCompleter(typeof(CountCompleter))]
    public int? Count { get => Get(RequestField.Count); set => Set(RequestField.Count, value); }

    /// <summary>Specifies the size.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Size { get => Get(RequestField.Size); set => Set(RequestField.Size, value); }

    /// <summary>Specifies the aspect ratio, for models that take one in place of a size.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? AspectRatio { get => Get(RequestField.AspectRatio); set => Set(RequestField.AspectRatio, value); }

    /// <summary>Specifies the resolution, for models that take one in place of a size.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Resolution { get => Get(RequestField.Resolution); set => Set(RequestField.Resolution, value); }

    /// <summary>Specifies the quality.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Quality { get => Get(RequestField.Quality); set => Set(RequestField.Quality, value); }

    /// <summary>Specifies the background.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Background { get => Get(RequestField.Background); set => Set(RequestField.Background, value); }

    /// <summary>Specifies the level of content moderation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Moderation { get => Get(RequestField.Moderation); set => Set(RequestField.Moderation, value); }

    /// <summary>Specifies the file format.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? OutputFormat { get => Get(RequestField.OutputFormat); set => Set(RequestField.OutputFormat, value); }

    /// <summary>Specifies the compression of JPEG and WebP images in percent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(0, 100)]
    public int? OutputCompression { get => Get(RequestField.OutputCompression); set => Set(RequestField.OutputCompression, value); }

    /// <summary>Specifies how the service returns the images.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(ImageResponseFormat))]
    public ImageResponseFormat? ResponseFormat { get => Get(RequestField.ResponseFormat); set => Set(RequestField.ResponseFormat, value); }

    /// <summary>Specifies an ID of the end user, with which the provider can detect abuse.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    public string? User { get => Get(RequestField.User); set => Set(RequestField.User, value); }

    /// <summary>Specifies a provider's own fields as a hashtable or an object.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSObject? AdditionalProperty { get; set; }

    /// <summary>Specifies the path of the file to write, or one path for each prompt or image. Placeholders are replaced.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string[]))]
    public string[]? OutFile { get; set; }

    /// <summary>Specifies a row, whose other columns travel with its images.</summary>
    [Parameter(ValueFromPipeline = true)]
    [RowTransformation]
    public PSObject? InputObject
    {
        get;
        set
        {
            field = value;
            if (value is not null)
            {
                CountUnboundRow();
                _isRowPending = true;
            }
        }
    }

    /// <summary>Indicates that only images whose files don't exist are generated.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Indicates that existing files are overwritten.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that images are written as they complete, and not in the order of the input.</summary>
    [Parameter]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>Specifies the maximum number of requests in flight.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Indicates that values are sent that a known model isn't documented to support.</summary>
    [Parameter]
    public SwitchParameter SkipParameterCheck { get; set; }

    /// <summary>Indicates that requests are retried after a gateway stopped waiting for the service, which may charge each of them.</summary>
    [Parameter]
    public SwitchParameter RetryGatewayTimeout { get; set; }

    /// <summary>Gets the prompts of the command line or of the current row. A row without a Prompt column has none.</summary>
    private protected abstract IReadOnlyList<string?> Prompts { get; }

    int SpecifiedCount => _values.Count + new object?[] { Model, AdditionalProperty, OutFile }.Count(value => value is not null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (SkipExisting && Force)
        {
            CometApiException error = new(
                CometErrorKind.InvalidRequest,
                "-SkipExisting, which keeps existing files, can't be combined with -Force, which overwrites them.",
                "Specify one of them.");
            ThrowTerminatingError(error.ToErrorRecord(null));
        }

        // Now only the command line is bound. Script blocks and columns are bound for each row.
        _isPromptSpecified = Prompts.Count > 0;
        _isRowPending = false;
        _specifiedCount = SpecifiedCount;
        _planner = new RequestPlanner(SkipExisting, Force, SkipParameterCheck);
        int? total = MyInvocation.ExpectingInput ? null : Prompts.Count * (Model?.Length ?? 1) * (Count ?? 1);
        _runner = new ImageRequestRunner(
            this, MyInvocation.MyCommand.Name, ThrottleLimit, total, AsCompleted, GetClient, CancellationToken);
    }

    /// <summary>Requests each prompt from each model, or writes why that's not possible.</summary>
    protected override void ProcessRecord()
    {
        _isRowPending = false;
        if (Prompts.Count == 0 || IsUnrelatedRow())
        {
            ReportHeader();
            return;
        }

        // A model that isn't specified is determined later.
        string?[] models = Model is null ? new string?[] { null } : Model;
        (string Prompt, string? Model)[] requests =
        [
            .. from prompt in Prompts
               where !IsBlankLine(prompt)
               from model in models
               select (prompt ?? string.Empty, model),
        ];
        for (int i = 0; i < requests.Length; i++)
        {
            Submit(CreateInput(requests[i].Prompt, requests[i].Model, GetOutFile(i, requests.Length)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CountUnboundRow();
        if (_preview.Count > 1)
        {
            ShouldProcess(new RequestPlan([], [.. _preview.SelectMany(plan => plan.Requests)]).DescribeTotal(), "Create in total");
        }

        _runner.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // The engine also disposes of a cmdlet whose processing didn't begin.
        _runner?.Dispose();
    }

    private protected T Get<T>(RequestField<T> field) => _values.Get(field);

    // The binder converts the null of an empty cell to an empty string.
    private protected void Set<T>(RequestField<T> field, T value) =>
        _values[field] = value is string text && string.IsNullOrWhiteSpace(text) ? null : value;

    internal ImageRequestInput CreateInput(string prompt, string? model = null, IReadOnlyList<string>? outFile = null)
    {
        RequestValues values = new(_values);
        values.Set(RequestField.Prompt, prompt);
        values.Set(RequestField.Model, model);
        ImageRequestInput input = new(values)
        {
            AdditionalProperty = AdditionalProperty,
            OutFile = outFile ?? [],
            OtherColumns = RowColumns.GetOther(InputObject),
        };
        if (!SkipParameterCheck && KnownImageModels.Find(input.ModelOrDefault) is { } known)
        {
            values.UseDocumentedValues(known);
        }

        return input;
    }

    // PowerShell binds the row before its columns. If a column can't be bound, PowerShell writes the error and doesn't process the row.
    void CountUnboundRow()
    {
        if (_isRowPending)
        {
            _isRowPending = false;
            _runner.CountFailure();
        }
    }

    void Submit(ImageRequestInput input)
    {
        RequestPlan plan;
        try
        {
            plan = _planner.Create(input with { OutFile = [.. input.FormatOutFile().Select(ResolveFileSystemPath)] });
        }
        catch (CometApiException e)
        {
            _runner.EnqueueFailure(e, input.ToRetryObject());
            return;
        }

        _runner.WriteExisting(plan.ExistingImages);
        if (plan.ImageCount > 0)
        {
            WarnOnce(RequestWarnings.Get(input));
        }

        if (plan.ImageCount > 0 && ShouldCreate(plan, input))
        {
            foreach (PlannedRequest request in plan.Requests)
            {
                _runner.Submit(request);
            }
        }
    }

    bool ShouldCreate(RequestPlan plan, ImageRequestInput input)
    {
        // The text that PowerShell displays for a target and an action. This overload also says whether it's displayed only.
        string description = $"Performing the operation \"Create {plan.DescribeCount()}\" on target \"{plan.DescribeTarget(input)}\".";
        bool isConfirmed = ShouldProcess(description, null, null, out ShouldProcessReason reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            _preview.Add(plan);
        }

        return isConfirmed;
    }

    // A list of paths is divided among the requests. If that's not possible, each request reports it.
    string[] GetOutFile(int index, int requestCount)
    {
        string[] paths = OutFile ?? [];
        int share = paths.Length % requestCount == 0 ? paths.Length / requestCount : 0;
        return share == 0 ? paths : [.. paths.Skip(index * share).Take(share)];
    }

    // A row of empty cells is blank too. The prompt of the command line isn't a line.
    bool IsBlankLine(string? prompt) => !_isPromptSpecified && string.IsNullOrWhiteSpace(prompt)
        && (InputObject?.Properties.All(column => column.Value.IsNullOrBlank()) ?? prompt is not null);

    // If only the prompt of the command line would be requested, the row has misspelled columns.
    bool IsUnrelatedRow() => _isPromptSpecified && InputObject is { } row
        && SpecifiedCount == _specifiedCount && !row.Properties.Any(column => RowColumns.IsParameter(column.Name));

    void ReportHeader()
    {
        string[] columns = [.. InputObject?.Properties.Select(column => column.Name) ?? []];
        if (_reportedHeaders.Add(string.Join("\n", columns)))
        {
            _runner.EnqueueFailure(HeaderError.Create(columns, _isPromptSpecified), InputObject);
        }
        else
        {
            _runner.CountFailure();
        }
    }

    void WarnOnce(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings.Where(_warnings.Add))
        {
            _runner.Warn(warning);
        }
    }

    // Created for the first request, so that -WhatIf doesn't need an API key.
    CometClient GetClient()
    {
        try
        {
            return _client ??= CreateClient(GetApiKey(), GetBaseUri(), ThrottleLimit, RetryGatewayTimeout);
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(null));
            throw;
        }
    }
}
