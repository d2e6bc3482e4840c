using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;

namespace CometImages.PowerShell.Commands;

/// <summary>Edits images as a prompt says.</summary>
[Cmdlet(
    VerbsData.Edit, "CometImage", SupportsShouldProcess = true, DefaultParameterSetName = ParameterSets.Value, HelpUri = HelpUris.EditCometImage)]
[OutputType(typeof(CometImage))]
public sealed class EditCometImageCommand : ImageRequestCmdletBase
{
    /// <summary>Specifies what to change. Each image is edited once for each prompt.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ParameterSets.Row, Position = 0, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[] Prompt { get; set; } = [];

    /// <summary>Specifies the images to edit: files, paths, URLs, or CometImage objects. Each of them is edited by itself.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ParameterSets.Row, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [ImageTransformation(isList: true)]
    [AllowEmptyCollection]
    public CometImage[]? Image { get; set; }

    /// <summary>Specifies a PNG image whose transparent pixels show where the image may change.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [ImageTransformation(isList: false)]
    public CometImage? Mask { get; set; }

    /// <summary>Specifies how closely the result matches the features of the input.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? InputFidelity { get => Get(RequestField.InputFidelity); set => Set(RequestField.InputFidelity, value); }

    private protected override IReadOnlyList<string?> Prompts => Prompt;

    private protected override IReadOnlyList<CometImage?> SourceImages => Image ?? [];

    private protected override CometImage? MaskImage => Mask;

    private protected override string Verb => "Edit";

    private protected override string? MissingColumn => Prompt.Length == 0 ? nameof(Prompt) : Image is null ? nameof(Image) : null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The prompt that made an image isn't what a user wants to change about it.
        if (ParameterSetName == ParameterSets.Value && !IsPromptSpecified && Image?.FirstOrDefault()?.Prompt is { } prompt && prompt == Prompt[0])
        {
            CometApiException error = new(
                CometErrorKind.InvalidRequest, "The prompt isn't specified.", "Specify -Prompt, which says what to change.");
            Reject(error, Image[0]);
            return;
        }

        base.ProcessRecord();
    }

    // A model that takes images in the request to create them is used in this way, so that users need not know which it is.
    private protected override ImageRoute GetRoute(string model) => KnownImageModels.Find(model)?.ImageInput?.Route ?? ImageRoute.Edits;
}
