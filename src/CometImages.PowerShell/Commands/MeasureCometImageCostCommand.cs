using System.Management.Automation;
using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.Pricing;

namespace CometImages.PowerShell.Commands;

/// <summary>Estimates what requests for images cost, without sending them.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "CometImageCost", DefaultParameterSetName = ParameterSets.Value, HelpUri = HelpUris.MeasureCometImageCost)]
[OutputType(typeof(CometImageCost))]
public sealed class MeasureCometImageCostCommand : ImageParameterCmdletBase
{
    readonly List<ImageGenerationRequest> _requests = [];
    readonly HashSet<string> _reportedHeaders = [];
    RequestPlanner _planner = null!;

    /// <summary>Specifies the prompts.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ParameterSets.Row, Position = 0, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[] Prompt { get; set; } = [];

    /// <summary>Specifies the images to edit: files, paths, URLs, or CometImage objects. They aren't read.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ParameterSets.Row, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [ImageTransformation(isList: true)]
    [AllowNull]
    [AllowEmptyCollection]
    public CometImage[] Image { get; set; } = [];

    /// <summary>Specifies a mask.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [ImageTransformation(isList: false)]
    public CometImage? Mask { get; set; }

    /// <summary>Specifies the style.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Style { get => Get(RequestField.Style); set => Set(RequestField.Style, value); }

    /// <summary>Specifies how closely the result matches the features of the input.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? InputFidelity { get => Get(RequestField.InputFidelity); set => Set(RequestField.InputFidelity, value); }

    /// <summary>Specifies a row.</summary>
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipeline = true)]
    [RowTransformation]
    public PSObject? InputObject { get; set; }

    /// <summary>Indicates that values are counted that a known model isn't documented to support.</summary>
    [Parameter]
    public SwitchParameter SkipParameterCheck { get; set; }

    // A value that is piped binds to both parameters. If it's a prompt, the image is its text.
    bool IsEdit => Image.Length > 0 && !(Image.Length == 1 && Prompt.Length == 1 && Image[0].ToString() == Prompt[0]?.Trim());

    /// <inheritdoc/>
    protected override void BeginProcessing() => _planner = new RequestPlanner(
        ResolveFileSystemPath, GetRoute, skipExisting: false, overwrite: false, claim: false, SkipParameterCheck);

    /// <summary>Adds the requests of each prompt, model, and image.</summary>
    protected override void ProcessRecord()
    {
        if (Prompt.Length == 0)
        {
            ReportHeader();
            return;
        }

        ImageRequestInput[] inputs =
        [
            .. from image in IsEdit ? Image : new CometImage?[] { null }
               from prompt in Prompt
               where !MyInvocation.ExpectingInput || !string.IsNullOrWhiteSpace(prompt)
               from model in Model is null ? new string?[] { null } : Model
               select CreateInput(prompt ?? string.Empty, model, SkipParameterCheck) with { Image = image, Mask = Mask, OutFile = OutFile ?? [] },
        ];
        foreach (ImageRequestInput input in inputs)
        {
            try
            {
                _requests.AddRange(_planner.CreateWithoutFiles(input));
            }
            catch (CometApiException e)
            {
                WriteError(e.ToErrorRecord(input.ToRetryObject()));
            }
        }
    }

    /// <summary>Writes the estimate for each model.</summary>
    protected override void EndProcessing()
    {
        if (_requests.Count == 0)
        {
            return;
        }

        CometClient client = CreateClient();
        CostEstimator estimator = new(TryGetPrices(client), client.CostHistory);
        WriteObject(
            _requests.GroupBy(request => request.Model).Select(model => estimator.Estimate(model.Key, [.. model])), enumerateCollection: true);
    }

    ImageRoute GetRoute(string model) =>
        IsEdit ? KnownImageModels.Find(model)?.ImageInput?.Route ?? ImageRoute.Edits : ImageRoute.Generations;

    CometClient CreateClient()
    {
        try
        {
            return CreateClient(baseUri: GetBaseUri());
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(null));
            throw;
        }
    }

    PriceList? TryGetPrices(CometClient client)
    {
        try
        {
            return client.GetPricesAsync(CancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (CometApiException e)
        {
            WriteWarning($"The prices of the catalog couldn't be read: {e.Message}");
            return null;
        }
    }

    void ReportHeader()
    {
        string[] columns = [.. InputObject?.Properties.Select(column => column.Name) ?? []];
        if (_reportedHeaders.Add(string.Join("\n", columns)))
        {
            WriteError(HeaderError.Create(columns, nameof(Prompt)).ToErrorRecord(InputObject));
        }
    }
}
