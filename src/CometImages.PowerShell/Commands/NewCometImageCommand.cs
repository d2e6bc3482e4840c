using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;

namespace CometImages.PowerShell.Commands;

/// <summary>Creates images from prompts.</summary>
[Cmdlet(VerbsCommon.New, "CometImage", SupportsShouldProcess = true, HelpUri = HelpUris.NewCometImage)]
[OutputType(typeof(CometImage))]
public sealed class NewCometImageCommand : ImageRequestCmdletBase
{
    /// <summary>Specifies the prompts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[] Prompt { get; set; } = [];

    /// <summary>Specifies the style.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Style { get => Get(RequestField.Style); set => Set(RequestField.Style, value); }

    private protected override IReadOnlyList<string?> Prompts => Prompt;
}
