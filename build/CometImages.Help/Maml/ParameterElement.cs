using System.Xml.Linq;
using CometImages.Help.Pages;

namespace CometImages.Help.Maml;

/// <summary>A parameter as MAML: once with everything, and once in the syntax, where a switch has no value and an enumeration shows its own.</summary>
static class ParameterElement
{
    public static XElement Of(ParameterEntry parameter) => Create(parameter, Value(parameter, parameter.Type, required: !parameter.IsSwitch));

    public static XElement InSyntax(ParameterEntry parameter) => Create(parameter, parameter switch
    {
        { IsSwitch: true } => null,
        { AcceptedValues.Count: > 0 } => new XElement(
            Names.Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => Value(parameter, value, required: false))),
        _ => Value(parameter, parameter.Type, required: true),
    });

    static XElement Create(ParameterEntry parameter, XElement? value) => new(
        Names.Command + "parameter",
        new XAttribute("required", parameter.Required),
        new XAttribute("variableLength", parameter.IsList),
        new XAttribute("globbing", parameter.Wildcards),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        Names.Name(parameter.Name),
        Names.Description(parameter.Description),
        value,
        Names.Type(parameter.Type),
        new XElement(Names.Dev + "defaultValue", parameter.DefaultValue));

    static XElement Value(ParameterEntry parameter, string value, bool required) => new(
        Names.Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", parameter.IsList), value);
}
