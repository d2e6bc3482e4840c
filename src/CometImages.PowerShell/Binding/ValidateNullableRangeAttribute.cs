using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Bounds of a number that may also not be given.</summary>
sealed class ValidateNullableRangeAttribute(int min, int max) : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is int number && (number < min || number > max))
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} is out of range: give a number from {1} to {2}.", number, min, max));
        }
    }
}
