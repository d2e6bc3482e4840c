using System.Xml.Linq;
using CometImages.Help.Pages;

namespace CometImages.Help.Maml;

/// <summary>A cmdlet's page as MAML.</summary>
static class CommandElement
{
    public static XElement Of(CommandPage page) => new(
        Names.Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Names.Maml),
        new XAttribute(XNamespace.Xmlns + "command", Names.Command),
        new XAttribute(XNamespace.Xmlns + "dev", Names.Dev),
        Details(page),
        Names.Description(page.Description),
        Syntax(page),
        new XElement(Names.Command + "parameters", page.Parameters.Select(ParameterElement.Of)),
        new XElement(Names.Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(Names.Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        new XElement(Names.Maml + "alertSet", new XElement(Names.Maml + "alert", Names.Paragraphs(page.Notes))),
        new XElement(Names.Command + "examples", page.Examples.Select(Example)),
        Links(page));

    static XElement Details(CommandPage page)
    {
        string[] words = page.Name.Split('-');
        return new XElement(
            Names.Command + "details",
            new XElement(Names.Command + "name", page.Name),
            new XElement(Names.Command + "verb", words[0]),
            new XElement(Names.Command + "noun", words[1]),
            Names.Description(page.Synopsis));
    }

    static XElement Syntax(CommandPage page) => new(
        Names.Command + "syntax",
        new XElement(
            Names.Command + "syntaxItem",
            Names.Name(page.Name),
            page.Parameters.OrderBy(parameter => page.Syntax.ToList().IndexOf(parameter.Name)).Select(ParameterElement.InSyntax)));

    static XElement Type(string element, TypeEntry type) => new(Names.Command + element, Names.Type(type.Name), Names.Description(type.Description));

    // Get-Help shows examples without a line between, unless the last paragraph is empty.
    static XElement Example(ExampleEntry example) => new(
        Names.Command + "example",
        new XElement(Names.Maml + "title", $"--------- {example.Title} ---------"),
        new XElement(Names.Dev + "code", example.Code),
        new XElement(Names.Dev + "remarks", Names.Paragraphs([.. example.Remarks, ""])));

    // Get-Help -Online opens the first link that has an address.
    static XElement Links(CommandPage page) => new(
        Names.Maml + "relatedLinks",
        page.RelatedLinks.Select(name => Link(name, null)).Prepend(Link("Online version:", page.OnlineVersion)));

    static XElement Link(string text, Uri? address) =>
        new(Names.Maml + "navigationLink", new XElement(Names.Maml + "linkText", text), new XElement(Names.Maml + "uri", address?.OriginalString));
}
