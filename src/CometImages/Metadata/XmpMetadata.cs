using System.Xml;

namespace CometImages.Metadata;

/// <summary>Reads the prompt and the description in XMP, which is XML. What is before an error in it is used.</summary>
static class XmpMetadata
{
    const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    const string DefaultLanguage = "x-default";

    // A property is in an element of the fifth level, and its texts are two levels below.
    const int MaxDepth = 16;

    static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4 * 1024 * 1024,
    };

    static readonly (string Name, string Namespace, PromptSource Source)[] s_properties =
    [
        ("AIPromptInformation", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", PromptSource.AIPromptInformation),
        ("description", "http://purl.org/dc/elements/1.1/", PromptSource.XmpDescription),
    ];

    public static IEnumerable<(PromptSource Source, string Text)> Read(byte[] packet)
    {
        List<(PromptSource, string)> texts = [];
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(packet), s_settings);
            while (reader.Read() && reader.Depth < MaxDepth)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    AddProperties(reader, texts);
                }
            }
        }
        catch (XmlException)
        {
            // Some programs write zero bytes after the end.
        }

        return texts;
    }

    // A property is an element, or an attribute of the element that describes the image.
    static void AddProperties(XmlReader reader, List<(PromptSource, string)> texts)
    {
        bool isDescription = reader.LocalName == "Description" && reader.NamespaceURI == Rdf;
        foreach ((string name, string ns, PromptSource source) in s_properties)
        {
            string? text = isDescription ? reader.GetAttribute(name, ns)
                : reader.LocalName == name && reader.NamespaceURI == ns ? ReadText(reader)
                : null;
            if (text is not null)
            {
                texts.Add((source, text));
            }
        }
    }

    // The text of the property, or of its alternative in the default language, or else of the first one.
    static string? ReadText(XmlReader property)
    {
        using XmlReader reader = property.ReadSubtree();
        string? text = null;
        string? language = null;
        while (reader.Read() && reader.Depth < MaxDepth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                language = reader.XmlLang;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                if (language == DefaultLanguage)
                {
                    return reader.Value;
                }

                text ??= reader.Value;
            }
        }

        return text;
    }
}
