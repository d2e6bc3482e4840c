using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CometImages.Help.Pages;

/// <summary>The words of Markdown without its marks: help is shown in a terminal.</summary>
static class PlainText
{
    public static string Of(LeafBlock block)
    {
        StringBuilder text = new();
        Append(text, block.Inline);
        return text.ToString().Trim();
    }

    /// <summary>The paragraphs of a section; an item of a list is one too, with a dash before it.</summary>
    public static IEnumerable<string> Paragraphs(MarkdownPage page, IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    yield return Of(paragraph);
                    break;
                case ListBlock list:
                    foreach (string item in Items(page, list))
                        yield return "- " + item;
                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                default:
                    throw page.Wrong(block.Line + 1, $"Help has no place for this here ({block.GetType().Name}); paragraphs and lists have one.");
            }
        }
    }

    /// <summary>The items of a list, of one paragraph each.</summary>
    public static IEnumerable<string> Items(MarkdownPage page, ListBlock list) => list.Cast<ListItemBlock>().Select(item =>
        item is [ParagraphBlock paragraph] ? Of(paragraph) : throw page.Wrong(item.Line + 1, "An item of a list is one paragraph."));

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
