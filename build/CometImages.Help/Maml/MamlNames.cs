using System.Xml.Linq;

namespace CometImages.Help.Maml;

/// <summary>The namespaces of MAML and the elements that several parts of a help file share.</summary>
static class MamlNames
{
    public static readonly XNamespace Root = "http://msh";
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Name(string name) => new(Maml + "name", name);

    public static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(text => new XElement(Maml + "para", text));

    public static XElement Type(string name) => new(Dev + "type", Name(name), new XElement(Maml + "uri"));
}
