using System.Management.Automation;
using CometImages.Models;

namespace CometImages.PowerShell.Binding;

/// <summary>The columns of a row: those that are parameters, and the others, which travel with the images of the row.</summary>
static class RowColumns
{
    static readonly HashSet<string> s_parameters = new(
        [.. RequestField.All.Select(field => field.ParameterName), "n", "AdditionalProperty", "OutFile"], StringComparer.OrdinalIgnoreCase);

    // PowerShell adds these to the objects of a provider or of another computer, where the image of a row isn't from.
    static readonly HashSet<string> s_reserved = new(
        ["PSPath", "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a column is a parameter.</summary>
    public static bool IsParameter(string name) => s_parameters.Contains(name);

    /// <summary>Gets the columns that aren't parameters.</summary>
    public static IReadOnlyList<PSNoteProperty> GetOther(PSObject? row) => row is null ? [] :
    [
        .. row.Properties.OfType<PSNoteProperty>().Where(column => !IsParameter(column.Name) && !s_reserved.Contains(column.Name)),
    ];

    /// <summary>Gets the value of a column, or null if the row doesn't have it. An empty cell is an empty string.</summary>
    public static object? GetValue(this IEnumerable<PSNoteProperty> columns, string name) =>
        columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Value ?? string.Empty
            : null;

    /// <summary>Adds columns to an image or to another object as note properties, unless it has a property of that name.</summary>
    public static void AddTo(object target, IEnumerable<PSNoteProperty> columns)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(target).Properties;
        foreach (PSNoteProperty column in columns.Where(column => properties[column.Name] is null))
        {
            properties.Add(new PSNoteProperty(column.Name, column.Value));
        }
    }
}
