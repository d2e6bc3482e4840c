namespace CometImages.PowerShell.Abstractions;

/// <summary>
/// The parameter sets of cmdlets that request images. What binds by property name is in <see cref="Row"/> only. Otherwise the size, the owner,
/// or the model of a piped file or image would become part of the request.
/// </summary>
static class ParameterSets
{
    /// <summary>The input is a value: a prompt, or an image to edit.</summary>
    public const string Value = nameof(Value);

    /// <summary>The input is a row, whose columns have the names of parameters.</summary>
    public const string Row = nameof(Row);
}
