using System.Text;
using CometImages.Help.Markdown;
using Markdig.Syntax;

namespace CometImages.Help.Topics;

/// <summary>Converts an about page to plain text, which Get-Help prints unchanged. Lines are wrapped at 80 columns.</summary>
static class TopicText
{
    const int Width = 80;
    const string Indent = "    ";

    public static string Write(MarkdownPage page)
    {
        string name = Path.GetFileNameWithoutExtension(page.File);
        Section[] sections = [.. page.Sections.Where(section => section.Level == 2)];
        if (sections is not [Section title, Section { Title: "SHORT DESCRIPTION" }, ..] || title.Title != name)
        {
            throw page.CreateError(1, $"An about page must start with the sections '{name}' and 'SHORT DESCRIPTION'.");
        }

        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent).Append(name).Append('\n');
        foreach (Section section in sections.Skip(1))
        {
            text.Append('\n').Append(section.Title).Append('\n');
            text.AppendJoin('\n', section.Blocks.Select(block => Format(page, block)));
        }

        return text.ToString();
    }

    static string Format(MarkdownPage page, Block block) => block switch
    {
        ParagraphBlock paragraph => Wrap(PlainText.Read(paragraph), Indent, Indent),
        ListBlock list => string.Concat(PlainText.ReadItems(page, list).Select(item => Wrap(item, Indent + "- ", Indent + "  "))),
        FencedCodeBlock code => string.Concat(MarkdownPage.ReadLines(code).Select(line => $"{Indent}{Indent}{line}".TrimEnd() + "\n")),
        _ => throw page.CreateError(block.Line + 1, $"{block.GetType().Name} isn't supported in an about page."),
    };

    static string Wrap(string text, string firstIndent, string indent)
    {
        StringBuilder lines = new();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? firstIndent + word : $"{line} {word}";
            if (line.Length > 0 && longer.Length > Width)
            {
                lines.Append(line).Append('\n');
                longer = indent + word;
            }

            line = longer;
        }

        return lines.Append(line).Append('\n').ToString();
    }
}
