using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Commands;

/// <summary>Creates images from prompts.</summary>
[Cmdlet(
    VerbsCommon.New, "CometImage", SupportsShouldProcess = true, DefaultParameterSetName = ParameterSets.Value, HelpUri = HelpUris.NewCometImage)]
[OutputType(typeof(CometImage))]
public sealed class NewCometImageCommand : ImageRequestCmdletBase
{
    /// <summary>Specifies the prompts.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ParameterSets.Row, Position = 0, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[] Prompt { get; set; } = [];

    /// <summary>Specifies the style.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Style { get => Get(RequestField.Style); set => Set(RequestField.Style, value); }

    private protected override IReadOnlyList<string?> Prompts => Prompt;

    private protected override IReadOnlyList<CometImage?> SourceImages => [null];

    private protected override string Verb => "Create";

    // Without its image, the request of an edit would create something else.
    bool IsEdit => InputObject?.Properties["Image"] is not null
        && (InputObject.BaseObject is CometImageHistoryEntry || InputObject.TypeNames[0] == ImageRequestInput.RetryTypeName);

    private protected override string? MissingColumn => Prompt.Length == 0 ? nameof(Prompt) : null;

    private protected override ImageRoute GetRoute(string model) => ImageRoute.Generations;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsEdit)
        {
            Reject(new CometApiException(CometErrorKind.InvalidRequest, "The request edits an image.", "Pipe it to Edit-CometImage."), InputObject);
            return;
        }

        base.ProcessRecord();
    }
}
