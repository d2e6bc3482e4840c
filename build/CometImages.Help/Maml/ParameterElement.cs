using System.Xml.Linq;
using CometImages.Help.Markdown;

namespace CometImages.Help.Maml;

/// <summary>Converts a parameter to MAML, for the list of parameters and for the syntax.</summary>
static class ParameterElement
{
    public static XElement Create(ParameterEntry parameter) =>
        Create(parameter, parameter.Required, Value(parameter, parameter.Type, required: !parameter.IsSwitch));

    /// <summary>Creates the element for the syntax, where a switch has no value and an enumeration lists its values.</summary>
    public static XElement CreateForSyntax(ParameterEntry parameter, string parameterSet) =>
        Create(parameter, parameter.IsRequiredIn(parameterSet), parameter switch
        {
            { IsSwitch: true } => null,
            { AcceptedValues.Count: > 0 } => new XElement(
                MamlNames.Command + "parameterValueGroup",
                parameter.AcceptedValues.Select(value => Value(parameter, value, required: false))),
            _ => Value(parameter, parameter.Type, required: true),
        });

    static XElement Create(ParameterEntry parameter, bool isRequired, XElement? value) => new(
        MamlNames.Command + "parameter",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", parameter.IsList),
        new XAttribute("globbing", parameter.Wildcards),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        MamlNames.Name(parameter.Name),
        MamlNames.Description(parameter.Description),
        value,
        MamlNames.Type(parameter.Type),
        new XElement(MamlNames.Dev + "defaultValue", parameter.DefaultValue));

    static XElement Value(ParameterEntry parameter, string value, bool required) => new(
        MamlNames.Command + "parameterValue",
        new XAttribute("required", required),
        new XAttribute("variableLength", parameter.IsList),
        value);
}
