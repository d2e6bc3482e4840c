using System.Xml.Linq;
using CometImages.Help.Markdown;

namespace CometImages.Help.Maml;

/// <summary>Converts the page of a cmdlet to MAML.</summary>
static class CommandElement
{
    public static XElement Create(CommandPage page) => new(
        MamlNames.Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", MamlNames.Maml),
        new XAttribute(XNamespace.Xmlns + "command", MamlNames.Command),
        new XAttribute(XNamespace.Xmlns + "dev", MamlNames.Dev),
        Details(page),
        MamlNames.Description(page.Description),
        Syntax(page),
        new XElement(MamlNames.Command + "parameters", page.Parameters.Select(ParameterElement.Create)),
        new XElement(MamlNames.Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(MamlNames.Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        new XElement(MamlNames.Maml + "alertSet", new XElement(MamlNames.Maml + "alert", MamlNames.Paragraphs(page.Notes))),
        new XElement(MamlNames.Command + "examples", page.Examples.Select(Example)),
        Links(page));

    static XElement Details(CommandPage page)
    {
        string[] words = page.Name.Split('-');
        return new XElement(
            MamlNames.Command + "details",
            new XElement(MamlNames.Command + "name", page.Name),
            new XElement(MamlNames.Command + "verb", words[0]),
            new XElement(MamlNames.Command + "noun", words[1]),
            MamlNames.Description(page.Synopsis));
    }

    static XElement Syntax(CommandPage page) => new(
        MamlNames.Command + "syntax",
        page.Syntax.Select(syntax => new XElement(
            MamlNames.Command + "syntaxItem",
            MamlNames.Name(page.Name),
            syntax.Parameters.Select(parameter => ParameterElement.CreateForSyntax(parameter, syntax.ParameterSet)))));

    static XElement Type(string element, TypeEntry type) =>
        new(MamlNames.Command + element, MamlNames.Type(type.Name), MamlNames.Description(type.Description));

    // Get-Help prints no blank line between examples unless the last paragraph of the remarks is empty.
    static XElement Example(ExampleEntry example) => new(
        MamlNames.Command + "example",
        new XElement(MamlNames.Maml + "title", $"--------- {example.Title} ---------"),
        new XElement(MamlNames.Dev + "code", example.Code),
        new XElement(MamlNames.Dev + "remarks", MamlNames.Paragraphs([.. example.Remarks, ""])));

    // Get-Help -Online opens the first link that has a URI.
    static XElement Links(CommandPage page) => new(
        MamlNames.Maml + "relatedLinks",
        page.RelatedLinks.Select(name => Link(name, null)).Prepend(Link("Online version:", page.OnlineVersion)));

    static XElement Link(string text, Uri? uri) => new(
        MamlNames.Maml + "navigationLink",
        new XElement(MamlNames.Maml + "linkText", text),
        new XElement(MamlNames.Maml + "uri", uri?.OriginalString));
}
