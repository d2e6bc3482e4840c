using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Treats an empty cell of a row as not specified. A cell that can't be converted is an error of its row, where the binder would
/// otherwise ignore the cell and use the default.
/// </summary>
/// <param name="type">The type to convert to.</param>
sealed class EmptyAsNullTransformationAttribute(Type type) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.IsNullOrBlank())
        {
            return null;
        }

        try
        {
            return LanguagePrimitives.ConvertTo(inputData, type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            // Without the inner exception: a failed cast makes the binder try other ways to bind the row.
            throw new ArgumentTransformationMetadataException(e.Message);
        }
    }
}
