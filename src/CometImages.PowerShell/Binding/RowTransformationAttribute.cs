using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts a row. Other objects of the pipeline bind to other parameters only.</summary>
sealed class RowTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: IDictionary } => throw new ArgumentTransformationMetadataException(
            "A hashtable isn't a row. Cast it to [pscustomobject]."),
        PSObject item when item.IsRow() => item,
        _ => throw new ArgumentTransformationMetadataException("The object isn't a row.", new PSInvalidCastException()),
    };
}
