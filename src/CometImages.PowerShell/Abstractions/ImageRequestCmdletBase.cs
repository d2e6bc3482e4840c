using System.Management.Automation;
using CometImages.History;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Execution;
using CometImages.PowerShell.Planning;
using CometImages.Requests;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The base class of cmdlets that request images.</summary>
public abstract class ImageRequestCmdletBase : ImageParameterCmdletBase
{
    readonly HashSet<string> _warnings = [];

    // What -WhatIf displays.
    readonly List<RequestPlan> _preview = [];
    readonly HashSet<string> _reportedHeaders = [];
    bool _isCompleteWithoutRow;
    bool _isRowPending;
    int _specifiedCount;
    RowColumns _columns = RowColumns.Images;
    RequestPlanner _planner = null!;
    RequestHistory _history = null!;
    ImageRequestRunner _runner = null!;
    RequestShard? _shard;
    CometClient? _client;

    /// <summary>Specifies a row, whose other columns travel with its images.</summary>
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipeline = true)]
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

    /// <summary>Indicates that a sidecar, which says how the image was made, is written beside each file.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Indicates that the files are claimed so that commands on other computers don't create them at the same time.</summary>
    [Parameter]
    public SwitchParameter Claim { get; set; }

    /// <summary>Indicates that images are written as they complete, and not in the order of the input.</summary>
    [Parameter]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>Specifies the maximum number of requests in flight.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// Specifies which part of the requests this process sends, such as 3/8, or Auto to read it from the environment.
    /// </summary>
    [Parameter]
    [ShardTransformation]
    [ArgumentCompleter(typeof(ShardCompleter))]
    public ImageShard? Shard { get; set; }

    /// <summary>Indicates that the images have the costs of their requests, which are calculated from the prices of CometAPI's catalog.</summary>
    [Parameter]
    public SwitchParameter Cost { get; set; }

    /// <summary>Specifies the maximum cost of the command in US dollars. It implies -Cost.</summary>
    [Parameter]
    [ValidateAmount]
    public decimal? MaximumCost { get; set; }

    /// <summary>Specifies the most that an image costs in US dollars, for -MaximumCost.</summary>
    [Parameter]
    [ValidateAmount]
    public decimal? PricePerImage { get; set; }

    /// <summary>Indicates that the requests aren't recorded in the history.</summary>
    [Parameter]
    public SwitchParameter NoHistory { get; set; }

    /// <summary>Indicates that values are sent that a known model isn't documented to support.</summary>
    [Parameter]
    public SwitchParameter SkipParameterCheck { get; set; }

    /// <summary>Indicates that requests are retried after a gateway stopped waiting for the service, which may charge each of them.</summary>
    [Parameter]
    public SwitchParameter RetryGatewayTimeout { get; set; }

    /// <summary>Gets the prompts of the command line or of the current row. A row without a Prompt column has none.</summary>
    private protected abstract IReadOnlyList<string?> Prompts { get; }

    /// <summary>Gets the images to edit, each by itself, or one null if images are created.</summary>
    private protected abstract IReadOnlyList<CometImage?> SourceImages { get; }

    private protected virtual CometImage? MaskImage => null;

    /// <summary>Gets the name of the column that a row lacks, or null if it's complete.</summary>
    private protected abstract string? MissingColumn { get; }

    /// <summary>Gets what the cmdlet does with images.</summary>
    private protected abstract string Verb { get; }

    private protected bool IsPromptSpecified { get; private set; }

    // Null if the input isn't a row.
    bool? IsBlankRow => InputObject?.Properties.All(column => column.Value.IsNullOrBlank());

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
        IsPromptSpecified = Prompts.Count > 0;
        _isCompleteWithoutRow = MissingColumn is null;
        _isRowPending = false;
        _specifiedCount = SpecifiedCount;
        _columns = RowColumns.FromCommand(MyInvocation.MyCommand);
        _planner = new RequestPlanner(ResolveFileSystemPath, GetRoute, SkipExisting, Force, Claim, SkipParameterCheck, Sidecar);
        _shard = Shard is null ? null : new RequestShard(Shard.Index, Shard.Count);
        int? total = MyInvocation.ExpectingInput || Shard is not null
            ? null
            : Prompts.Count * SourceImages.Count * (Model?.Length ?? 1) * (Count ?? 1);
        _history = CreateHistory(!NoHistory);
        _runner = new ImageRequestRunner(
            this, MyInvocation.MyCommand.Name, ThrottleLimit, total, AsCompleted, GetClient, _history, CancellationToken);
    }

    /// <summary>Requests each prompt from each model, or writes why that's not possible.</summary>
    protected override void ProcessRecord()
    {
        _isRowPending = false;
        if (ParameterSetName == ParameterSets.Row && InputObject is null)
        {
            Reject(new CometApiException(CometErrorKind.InvalidRequest, "The object isn't a row.", "Cast it to [pscustomobject]."), null);
            return;
        }

        if (MissingColumn is not null || IsUnrelatedRow())
        {
            ReportHeader();
            return;
        }

        if (SourceImages.Count == 0 && !(IsBlankRow ?? MyInvocation.ExpectingInput))
        {
            CometApiException error = new(
                CometErrorKind.InvalidRequest, "The image isn't specified.", "Specify -Image: a path, a URL, or a CometImage.");
            Reject(error, CreateInput(Prompts[0] ?? string.Empty).ToRetryObject());
        }

        // A model that isn't specified is determined later.
        string?[] models = Model is null ? new string?[] { null } : Model;
        (CometImage? Image, string? Prompt, string? Model)[] requests =
        [
            .. from image in SourceImages
               from prompt in Prompts
               where !IsBlankLine(prompt)
               from model in models
               select (image, prompt, model),
        ];
        for (int i = 0; i < requests.Length; i++)
        {
            (CometImage? image, string? prompt, string? model) = requests[i];
            string[] files = GetOutFile(i, requests.Length);
            if (_shard?.Contains(_values, prompt, model, ReferenceImage.Prepend(image).Append(MaskImage).Select(sent => sent?.ToString()), files) != false)
            {
                Submit(CreateInput(prompt ?? string.Empty, model, image) with { OutFile = files });
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CountUnboundRow();
        if (_preview.Count > 1)
        {
            ShouldProcess(new RequestPlan([], [.. _preview.SelectMany(plan => plan.Requests)]).DescribeTotal(), $"{Verb} in total");
        }

        if (_shard is not null)
        {
            WriteVerbose(FormattableString.Invariant($"Shard {Shard} doesn't contain {_shard.OtherCount} of the {_shard.TotalCount} requests."));
        }

        _runner.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shard?.Dispose();

        // The engine also disposes of a cmdlet whose processing didn't begin.
        _runner?.Dispose();
    }

    /// <summary>Gets the route of the requests to a model.</summary>
    private protected abstract ImageRoute GetRoute(string model);

    /// <summary>Writes the error of an input for which no request is sent.</summary>
    private protected void Reject(CometApiException error, object? target) => _runner.EnqueueFailure(error, target);

    internal ImageRequestInput CreateInput(string prompt, string? model = null, CometImage? image = null)
    {
        IEnumerable<PSNoteProperty> columnsOfImage = image is null ? [] : RowColumns.Images.GetOther(PSObject.AsPSObject(image));
        return CreateInput(prompt, model, SkipParameterCheck) with
        {
            Image = image,
            Mask = MaskImage,
            OtherColumns = [.. _columns.GetOther(InputObject), .. columnsOfImage],
        };
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
            plan = _planner.Create(input);
        }
        catch (CometApiException e)
        {
            Reject(e, input.ToRetryObject());
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
        string description = $"Performing the operation \"{Verb} {plan.DescribeCount()}\" on target \"{plan.DescribeTarget(input)}\".";
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
    bool IsBlankLine(string? prompt) => !IsPromptSpecified && string.IsNullOrWhiteSpace(prompt) && (IsBlankRow ?? prompt is not null);

    // If only what the command line specifies would be requested, the row has misspelled columns.
    bool IsUnrelatedRow() => MyInvocation.ExpectingInput && _isCompleteWithoutRow && InputObject is { } row
        && SpecifiedCount == _specifiedCount && !row.Properties.Any(column => _columns.IsParameter(column.Name));

    void ReportHeader()
    {
        string[] columns = [.. InputObject?.Properties.Select(column => column.Name) ?? []];
        if (_reportedHeaders.Add(string.Join("\n", columns)))
        {
            _runner.EnqueueFailure(HeaderError.Create(columns, MissingColumn), InputObject);
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
            return _client ??= CreateClient(
                GetApiKey(), GetBaseUri(), ThrottleLimit, RetryGatewayTimeout, _history, Cost, MaximumCost, PricePerImage);
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(null));
            throw;
        }
    }
}
