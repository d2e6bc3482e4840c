using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Lets a prompt be text and nothing else, because what is bound here is bought: the text of a number, a file or a misspelled row
/// would be a picture that nobody meant.
/// </summary>
sealed class PromptAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Plain(inputData) switch
    {
        string text => new[] { text },
        string[] texts => texts,
        null => throw Refusal("There is no prompt."),
        IList list and not IDictionary => list.Cast<object?>().Select(Text).ToArray(),
        _ => throw Refusal(inputData!),
    };

    static string Text(object? item) => Values.Plain(item) as string ?? throw (item is null ? Refusal("There is no prompt.") : Refusal(item));

    static ArgumentTransformationMetadataException Refusal(object value)
    {
        PSObject item = PSObject.AsPSObject(value);
        string type = item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!;
        if (type.EndsWith("CometImages.CometImage", StringComparison.Ordinal))
        {
            return Refusal("A CometImage is no prompt: pipe it to Save-CometImage. To buy another like it, select its Prompt, Model, Size and Quality.");
        }

        if (item.BaseObject is ErrorRecord)
        {
            return Refusal("An error record is no prompt: pipe its TargetObject.");
        }

        if (item.BaseObject is IDictionary)
        {
            return Refusal("A hashtable is no row: cast it to [pscustomobject].");
        }

        if (HasPrompt(item))
        {
            // A row: the binder shall go on and take its Prompt by name. It does so when the cause is a failed cast.
            return new ArgumentTransformationMetadataException("A row binds by its property names.", new PSInvalidCastException());
        }

        return Refusal($"A {type} is no prompt: give text, or an object with a Prompt property.");
    }

    static bool HasPrompt(PSObject item) => item.Properties["Prompt"] is not null;

    static ArgumentTransformationMetadataException Refusal(string message) => new(message);
}
