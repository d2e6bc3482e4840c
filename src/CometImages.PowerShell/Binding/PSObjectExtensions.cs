using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Values as the parameter binder passes them.</summary>
static class PSObjectExtensions
{
    /// <summary>Returns the value without the wrapper that the pipeline may have added.</summary>
    public static object? Unwrap(this object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>Returns whether the value is null, or text that is empty or blank, as in an empty cell of a CSV file.</summary>
    public static bool IsNullOrBlank(this object? value) => value.Unwrap() switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        _ => false,
    };

    /// <summary>
    /// Returns whether the value is a CometImage, also one of a job or a remote session. Properties that Select-Object selected are a row.
    /// </summary>
    public static bool IsCometImage(this object? value) =>
        value is not null
        && PSObject.AsPSObject(value).TypeNames.FirstOrDefault() is { } name
        && name.EndsWith("CometImages.CometImage", StringComparison.Ordinal)
        && !name.StartsWith("Selected.", StringComparison.Ordinal);

    /// <summary>
    /// Returns whether the value is a row, such as one of Import-Csv, or an object of a module or a class. Files, hashtables, and other objects
    /// of the platform have properties that only look like parameters.
    /// </summary>
    public static bool IsRow(this object? value) => value is PSObject item && !item.IsCometImage()
        && (item.BaseObject is PSCustomObject || item.BaseObject.GetType().Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) != true);

    /// <summary>Gets the value of a column, or null if there is no such column. An empty cell is an empty string.</summary>
    public static object? GetValue(this IEnumerable<PSNoteProperty> columns, string name) =>
        columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Value ?? string.Empty
            : null;
}
