using System.Management.Automation;
using System.Net;
using System.Security;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts an API key as a SecureString, as the password of a PSCredential, or as a string.</summary>
sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        null => null,
        SecureString key => key,
        PSCredential credential => credential.Password,
        string text => new NetworkCredential(string.Empty, text.Trim()).SecurePassword,
        _ => throw new ArgumentTransformationMetadataException("Specify the API key as a SecureString, a PSCredential, or a string."),
    };
}
