using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace CometImages.Help.Markdown;

/// <summary>Reads the page of a cmdlet. A missing or empty section is a build error.</summary>
static partial class CommandPageReader
{
    public static CommandPage Read(string file)
    {
        MarkdownPage page = MarkdownPage.Read(file);
        string name = page.Sections.FirstOrDefault(section => section.Level == 1)?.Title ?? "";
        if (name != Path.GetFileNameWithoutExtension(file))
        {
            throw page.CreateError(1, $"The title '{name}' doesn't match the name of the file.");
        }

        return new CommandPage
        {
            Name = name,
            HelpFile = ReadFrontMatter(page, "external help file"),
            OnlineVersion = new Uri(ReadFrontMatter(page, "online version")),
            Synopsis = ReadText(page, page.Find("SYNOPSIS")),
            Description = ReadText(page, page.Find("DESCRIPTION")),
            Syntax = [.. ParameterName().Matches(ReadCode(page, page.Find("SYNTAX"))).Select(match => match.Groups[1].Value)],
            Parameters =
            [
                .. page.FindChildren("PARAMETERS")
                    .Where(section => section.Title != "CommonParameters")
                    .Select(section => ParameterReader.Read(page, section)),
            ],
            Examples = [.. page.FindChildren("EXAMPLES").Select(section => ReadExample(page, section))],
            Inputs = ReadTypes(page, "INPUTS"),
            Outputs = ReadTypes(page, "OUTPUTS"),
            Notes = ReadText(page, page.Find("NOTES")),
            RelatedLinks = ReadText(page, page.Find("RELATED LINKS")),
        };
    }

    /// <summary>Reads the paragraphs of a section that must not be empty.</summary>
    public static IReadOnlyList<string> ReadText(MarkdownPage page, Section section, params IEnumerable<Block> except)
    {
        string[] paragraphs = [.. PlainText.ReadParagraphs(page, section.Blocks.Except(except))];
        return paragraphs.Length > 0 && paragraphs.All(text => text.Length > 0)
            ? paragraphs
            : throw page.CreateError(section.Line, $"The section '{section.Title}' contains no text.");
    }

    static string ReadFrontMatter(MarkdownPage page, string key) => page.FrontMatter.TryGetValue(key, out string? value) && value.Length > 0
        ? value
        : throw page.CreateError(1, $"'{key}' is missing in the front matter.");

    static string ReadCode(MarkdownPage page, Section section) => section.Blocks.OfType<FencedCodeBlock>().ToArray() is [var code]
        ? string.Join('\n', MarkdownPage.ReadLines(code))
        : throw page.CreateError(section.Line, $"The section '{section.Title}' must contain one block of code.");

    static ExampleEntry ReadExample(MarkdownPage page, Section section) =>
        new(section.Title, ReadCode(page, section), ReadText(page, section, section.Blocks.OfType<FencedCodeBlock>()));

    static TypeEntry[] ReadTypes(MarkdownPage page, string title) => page.FindChildren(title).ToArray() is { Length: > 0 } sections
        ? [.. sections.Select(section => new TypeEntry(section.Title, ReadText(page, section)))]
        : throw page.CreateError(page.Find(title).Line, $"The section '{title}' must name a type.");

    [GeneratedRegex(@"(?<=[\s\[])-(\w+)")]
    private static partial Regex ParameterName();
}
