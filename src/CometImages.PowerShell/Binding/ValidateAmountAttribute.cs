using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Requires an amount of money that isn't negative. ValidateRange compares integers and floating-point numbers only.</summary>
sealed class ValidateAmountAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is decimal and < 0)
        {
            throw new ValidationMetadataException("An amount in US dollars can't be negative.");
        }
    }
}
