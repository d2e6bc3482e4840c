using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Validates the range of a number that can be null, which ValidateRange rejects.</summary>
sealed class ValidateNullableRangeAttribute(int min, int max) : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is int number && (number < min || number > max))
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} is out of range. Specify a number from {1} to {2}.", number, min, max));
        }
    }
}
