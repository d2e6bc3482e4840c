using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts a row, such as one of Import-Csv. Other objects of the pipeline bind to other parameters only.</summary>
sealed class RowTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: PSCustomObject } => inputData,

        // The binder would use the Count of a hashtable.
        PSObject { BaseObject: IDictionary } => throw new ArgumentTransformationMetadataException(
            "A hashtable isn't a row. Cast it to [pscustomobject]."),
        _ => throw new ArgumentTransformationMetadataException("The object isn't a row.", new PSInvalidCastException()),
    };
}
