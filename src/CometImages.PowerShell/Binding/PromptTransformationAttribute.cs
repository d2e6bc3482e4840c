using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Accepts strings only, because each prompt is charged. The text of a number, a file, or a row with a misspelled column is not a prompt that
/// a user means to pay for.
/// </summary>
sealed class PromptTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        string text => new[] { text },
        null => new string?[] { null },
        IList { Count: 0 } => throw CreateError("The list of prompts is empty."),
        IList list and not IDictionary => list.Cast<object?>().Select(GetText).ToArray(),
        _ => throw CreateError(inputData!),
    };

    static string? GetText(object? item) => item is null ? null : item.Unwrap() as string ?? throw CreateError(item);

    static ArgumentTransformationMetadataException CreateError(object value)
    {
        PSObject item = PSObject.AsPSObject(value);
        if (item.IsCometImage())
        {
            return CreateError(
                "A CometImage isn't a prompt. To save it, pipe it to Save-CometImage. To change it, pipe it to Edit-CometImage. "
                + "To create a similar image, select its Prompt, Model, Size, and Quality.");
        }

        if (item.BaseObject is ErrorRecord)
        {
            return CreateError("An error record isn't a prompt. To retry, pipe its TargetObject.");
        }

        if (item.BaseObject is IDictionary)
        {
            return CreateError("A hashtable isn't a prompt. Cast it to [pscustomobject].");
        }

        if (item.BaseObject is PSCustomObject || item.Properties["Prompt"] is not null)
        {
            // After a failed cast, the binder binds a row by its property names.
            return new ArgumentTransformationMetadataException("A row binds by its property names.", new PSInvalidCastException());
        }

        string type = item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!;
        return CreateError($"An object of type {type} isn't a prompt. Specify text, or an object with a Prompt property.");
    }

    static ArgumentTransformationMetadataException CreateError(string message) => new(message);
}
