using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>The columns of a row: those that are parameters of a command, and the others, which travel with the images of the row.</summary>
/// <param name="parameterNames">The names of the parameters.</param>
sealed class RowColumns(IEnumerable<string> parameterNames)
{
    // PowerShell adds these to the objects of a provider or of another computer, where the image of a row isn't from.
    static readonly HashSet<string> s_reserved = new(
        ["PSPath", "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId"], StringComparer.OrdinalIgnoreCase);

    readonly HashSet<string> _parameters = new(parameterNames, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the columns of images, whose own properties aren't columns.</summary>
    public static RowColumns Images { get; } = new(typeof(CometImage).GetProperties().Select(property => property.Name));

    /// <summary>Returns the columns of the rows of a command.</summary>
    public static RowColumns FromCommand(CommandInfo command) => new(
        from parameter in command.Parameters.Values
        where parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.ValueFromPipelineByPropertyName)
        from name in parameter.Aliases.Prepend(parameter.Name)
        select name);

    /// <summary>Returns whether a column is a parameter.</summary>
    public bool IsParameter(string name) => _parameters.Contains(name);

    /// <summary>Gets the columns that aren't parameters.</summary>
    public IReadOnlyList<PSNoteProperty> GetOther(PSObject? row) => row is null ? [] :
    [
        .. row.Properties.OfType<PSNoteProperty>().Where(column => !IsParameter(column.Name) && !s_reserved.Contains(column.Name)),
    ];

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
