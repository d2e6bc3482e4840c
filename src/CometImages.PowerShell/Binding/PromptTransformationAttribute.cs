using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Lets a prompt be text and nothing else, because what is bound here is bought: the text of a number, a file or a misspelled row
/// would be a picture that nobody meant.
/// </summary>
sealed class PromptTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjectExtensions.Unwrap(inputData) switch
    {
        string text => new[] { text },
        string[] texts => texts,
        null => throw CreateError("There is no prompt."),
        IList list and not IDictionary => list.Cast<object?>().Select(Text).ToArray(),
        _ => throw CreateError(inputData!),
    };

    static string Text(object? item) => PSObjectExtensions.Unwrap(item) as string ?? throw (item is null ? CreateError("There is no prompt.") : CreateError(item));

    static ArgumentTransformationMetadataException CreateError(object value)
    {
        PSObject item = PSObject.AsPSObject(value);
        string type = item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!;
        if (type.EndsWith("CometImages.CometImage", StringComparison.Ordinal))
        {
            return CreateError("A CometImage is no prompt: pipe it to Save-CometImage. To buy another like it, select its Prompt, Model, Size and Quality.");
        }

        if (item.BaseObject is ErrorRecord)
        {
            return CreateError("An error record is no prompt: pipe its TargetObject.");
        }

        if (item.BaseObject is IDictionary)
        {
            return CreateError("A hashtable is no row: cast it to [pscustomobject].");
        }

        if (HasPrompt(item))
        {
            // A row: the binder shall go on and take its Prompt by name. It does so when the cause is a failed cast.
            return new ArgumentTransformationMetadataException("A row binds by its property names.", new PSInvalidCastException());
        }

        return CreateError($"A {type} is no prompt: give text, or an object with a Prompt property.");
    }

    static bool HasPrompt(PSObject item) => item.Properties["Prompt"] is not null;

    static ArgumentTransformationMetadataException CreateError(string message) => new(message);
}
