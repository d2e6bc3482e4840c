using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CometImages.Help.Markdown;

/// <summary>Reads the text of Markdown without its markup, because a terminal shows help as plain text.</summary>
static class PlainText
{
    public static string Read(LeafBlock block)
    {
        StringBuilder text = new();
        Append(text, block.Inline);
        return text.ToString().Trim();
    }

    /// <summary>Reads the paragraphs of a section. Each item of a list is a paragraph that starts with a hyphen.</summary>
    public static IEnumerable<string> ReadParagraphs(MarkdownPage page, IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    yield return Read(paragraph);
                    break;
                case ListBlock list:
                    foreach (string item in ReadItems(page, list))
                    {
                        yield return "- " + item;
                    }

                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                default:
                    throw page.CreateError(
                        block.Line + 1, $"{block.GetType().Name} isn't supported in this section. Use paragraphs and lists.");
            }
        }
    }

    public static IEnumerable<string> ReadItems(MarkdownPage page, ListBlock list) =>
        list.Cast<ListItemBlock>().Select(item => item is [ParagraphBlock paragraph]
            ? Read(paragraph)
            : throw page.CreateError(item.Line + 1, "A list item must consist of one paragraph."));

    static void Append(StringBuilder text, ContainerInline? container)
    {
        foreach (Inline inline in container ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }
}
