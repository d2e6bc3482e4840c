using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Accepts a row, such as one of Import-Csv, or an object of a module or a class. Files, hashtables, and other objects of the platform have
/// properties that only look like parameters.
/// </summary>
sealed class RowTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: IDictionary } => throw new ArgumentTransformationMetadataException(
            "A hashtable isn't a row. Cast it to [pscustomobject]."),
        PSObject item when IsRow(item) => item,
        _ => throw new ArgumentTransformationMetadataException("The object isn't a row.", new PSInvalidCastException()),
    };

    public static bool IsRow(PSObject item) => !item.IsCometImage()
        && (item.BaseObject is PSCustomObject || item.BaseObject.GetType().Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) != true);
}
