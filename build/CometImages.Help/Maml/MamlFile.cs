using System.Text;
using System.Xml;
using System.Xml.Linq;
using CometImages.Help.Markdown;

namespace CometImages.Help.Maml;

/// <summary>Writes the file that Get-Help reads for the cmdlets of one assembly.</summary>
static class MamlFile
{
    static readonly XmlWriterSettings s_settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static void Write(IEnumerable<CommandPage> pages, string file)
    {
        XDocument help = new(
            new XElement(MamlNames.Root + "helpItems", new XAttribute("schema", "maml"), pages.Select(CommandElement.Create)));
        using XmlWriter writer = XmlWriter.Create(file, s_settings);
        help.Save(writer);
    }
}
