using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Treats an empty cell of a row as not specified, and removes the spaces around a value. A cell that can't be converted is an error of its
/// row, where the binder would otherwise ignore the cell and use the default.
/// </summary>
/// <param name="type">The type to convert to.</param>
sealed class EmptyAsNullTransformationAttribute(Type type) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = type.IsArray ? inputData : GetSingleValue(inputData);
        if (value.IsNullOrBlank())
        {
            return null;
        }

        try
        {
            return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture) switch
            {
                string text => text.Trim(),
                string[] texts => GetSpecified(texts),
                object converted => converted,
            };
        }
        catch (PSInvalidCastException e)
        {
            // Without the inner exception: a failed cast makes the binder try other ways to bind the row.
            throw new ArgumentTransformationMetadataException(e.Message);
        }
    }

    static string[]? GetSpecified(string[] texts) =>
        texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim()).ToArray() is { Length: > 0 } specified ? specified : null;

    // PowerShell would join the elements of a list with spaces.
    static object? GetSingleValue(object? inputData) => inputData.Unwrap() switch
    {
        IList { Count: 0 } => null,
        IList { Count: 1 } list => list[0],
        IList list => throw new ArgumentTransformationMetadataException($"The parameter takes one value, not {list.Count}."),
        _ => inputData,
    };
}
