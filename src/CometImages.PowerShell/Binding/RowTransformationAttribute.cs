using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts a row, such as one of Import-Csv. Other objects of the pipeline bind to other parameters only.</summary>
sealed class RowTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IsRow(inputData)
        ? inputData!
        : throw new ArgumentTransformationMetadataException("The object isn't a row.", new PSInvalidCastException());

    static bool IsRow(object? value) => value is PSObject item && !item.IsCometImage()
        && (item.BaseObject is PSCustomObject || item.Properties["Prompt"] is not null);
}
