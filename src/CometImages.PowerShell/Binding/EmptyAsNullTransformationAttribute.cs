using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// A parameter that a row's cell may fill. An empty cell means "not given". One that does not convert is that row's error: by itself the
/// binder would pass over it and take the default in silence.
/// </summary>
/// <param name="type">What the cell is converted to.</param>
sealed class EmptyAsNullTransformationAttribute(Type type) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (PSObjectExtensions.IsNullOrBlank(inputData))
        {
            return null;
        }

        try
        {
            return LanguagePrimitives.ConvertTo(inputData, type, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            // A message alone: with the cast's exception inside, the binder would take this for "try another way".
            throw new ArgumentTransformationMetadataException(e.Message);
        }
    }
}
