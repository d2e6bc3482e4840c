using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts text or a script block.</summary>
sealed class FileNameTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        ScriptBlock script => script,
        string text when !string.IsNullOrWhiteSpace(text) => text,
        _ => throw new ArgumentTransformationMetadataException("Specify a template as text, or a script block, such as { $_.Prompt }."),
    };
}
