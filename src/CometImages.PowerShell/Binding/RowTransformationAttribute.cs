using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts a row, such as one of Import-Csv. Other objects of the pipeline bind to other parameters only.</summary>
sealed class RowTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is PSObject { BaseObject: PSCustomObject }
        ? inputData
        : throw new ArgumentTransformationMetadataException("The object isn't a row.", new PSInvalidCastException());
}
