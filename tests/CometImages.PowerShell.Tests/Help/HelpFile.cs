using System.Xml.Linq;
using CometImages.PowerShell.Tests.Fixture;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The help file that was built.</summary>
static class HelpFile
{
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(TestProcess.Manifest)!, "en-US");

    static readonly Lazy<IReadOnlyDictionary<string, XElement>> s_commands = new(() =>
        XDocument.Load(Path.Combine(Folder, "CometImages.PowerShell.dll-Help.xml")).Descendants(Command + "command").ToDictionary(NameOf));

    /// <summary>The help of each cmdlet by its name.</summary>
    public static IReadOnlyDictionary<string, XElement> Commands => s_commands.Value;

    /// <summary>The help of a parameter in the list of parameters.</summary>
    public static XElement Parameter(string command, string parameter) => Commands[command].Element(Command + "parameters")!
        .Elements(Command + "parameter").Single(element => element.Element(Maml + "name")!.Value == parameter);

    /// <summary>The parameters of each parameter set in the syntax of a cmdlet.</summary>
    public static IEnumerable<IEnumerable<XElement>> Syntax(string command) =>
        Commands[command].Descendants(Command + "syntaxItem").Select(item => item.Elements(Command + "parameter"));

    static string NameOf(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;
}
