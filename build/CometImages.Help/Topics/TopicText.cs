using System.Text;
using CometImages.Help.Pages;
using Markdig.Syntax;

namespace CometImages.Help.Topics;

/// <summary>An about_ page as the text that Get-Help shows as it is: headings at the margin, the rest indented, no line wider than a terminal.</summary>
static class TopicText
{
    const int Width = 80;
    const string Indent = "    ";

    public static string Write(MarkdownPage page)
    {
        string name = Path.GetFileNameWithoutExtension(page.File);
        Section[] sections = [.. page.Sections.Where(section => section.Level == 2)];
        if (sections is not [Section title, Section { Title: "SHORT DESCRIPTION" }, ..] || title.Title != name)
            throw page.Wrong(1, $"A topic begins with the sections '{name}' and 'SHORT DESCRIPTION'.");

        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent).Append(name).Append('\n');
        foreach (Section section in sections.Skip(1))
        {
            text.Append('\n').Append(section.Title).Append('\n');
            text.AppendJoin('\n', section.Blocks.Select(block => Block(page, block)));
        }

        return text.ToString();
    }

    static string Block(MarkdownPage page, Block block) => block switch
    {
        ParagraphBlock paragraph => Wrap(PlainText.Of(paragraph), Indent, Indent),
        ListBlock list => string.Concat(PlainText.Items(page, list).Select(item => Wrap(item, Indent + "- ", Indent + "  "))),
        FencedCodeBlock code => string.Concat(MarkdownPage.Lines(code).Select(line => $"{Indent}{Indent}{line}".TrimEnd() + "\n")),
        _ => throw page.Wrong(block.Line + 1, $"A topic has no place for this ({block.GetType().Name})."),
    };

    static string Wrap(string text, string first, string next)
    {
        StringBuilder lines = new(first);
        int column = first.Length;
        bool begins = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!begins && column + 1 + word.Length > Width)
            {
                lines.Append('\n').Append(next);
                (column, begins) = (next.Length, true);
            }

            lines.Append(begins ? "" : " ").Append(word);
            column += word.Length + (begins ? 0 : 1);
            begins = false;
        }

        return lines.Append('\n').ToString();
    }
}
