using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace CometImages.Help.Pages;

/// <summary>Reads a cmdlet's page. What is missing or empty is an error of the build.</summary>
static partial class CommandPageReader
{
    public static CommandPage Read(string file)
    {
        MarkdownPage page = MarkdownPage.Read(file);
        string name = page.Sections.FirstOrDefault(section => section.Level == 1)?.Title ?? "";
        if (name != Path.GetFileNameWithoutExtension(file))
            throw page.Wrong(1, $"The page's title is '{name}', not the name of its file.");

        return new CommandPage
        {
            Name = name,
            HelpFile = FrontMatter(page, "external help file"),
            OnlineVersion = new Uri(FrontMatter(page, "online version")),
            Synopsis = Text(page, page.Find("SYNOPSIS")),
            Description = Text(page, page.Find("DESCRIPTION")),
            Syntax = [.. ParameterName().Matches(Code(page, page.Find("SYNTAX"))).Select(match => match.Groups[1].Value)],
            Parameters = [.. page.Below("PARAMETERS").Where(section => section.Title != "CommonParameters").Select(section => ParameterReader.Read(page, section))],
            Examples = [.. page.Below("EXAMPLES").Select(section => Example(page, section))],
            Inputs = Types(page, "INPUTS"),
            Outputs = Types(page, "OUTPUTS"),
            Notes = Text(page, page.Find("NOTES")),
            RelatedLinks = Text(page, page.Find("RELATED LINKS")),
        };
    }

    /// <summary>The paragraphs of a section that must not be empty.</summary>
    public static IReadOnlyList<string> Text(MarkdownPage page, Section section, params IEnumerable<Block> without)
    {
        string[] paragraphs = [.. PlainText.Paragraphs(page, section.Blocks.Except(without))];
        return paragraphs.Length > 0 && paragraphs.All(text => text.Length > 0) ? paragraphs : throw page.Wrong(section.Line, $"'{section.Title}' has no text.");
    }

    static string FrontMatter(MarkdownPage page, string key) =>
        page.FrontMatter.TryGetValue(key, out string? value) && value.Length > 0 ? value : throw page.Wrong(1, $"The front matter lacks '{key}'.");

    static string Code(MarkdownPage page, Section section) => section.Blocks.OfType<FencedCodeBlock>().ToArray() is [FencedCodeBlock code]
        ? string.Join('\n', MarkdownPage.Lines(code))
        : throw page.Wrong(section.Line, $"'{section.Title}' has one block of code.");

    static ExampleEntry Example(MarkdownPage page, Section section) =>
        new(section.Title, Code(page, section), Text(page, section, section.Blocks.OfType<FencedCodeBlock>()));

    static TypeEntry[] Types(MarkdownPage page, string title) => page.Below(title).ToArray() is { Length: > 0 } sections
        ? [.. sections.Select(section => new TypeEntry(section.Title, Text(page, section)))]
        : throw page.Wrong(page.Find(title).Line, $"'{title}' names no type.");

    [GeneratedRegex(@"(?<=[\s\[])-(\w+)")]
    private static partial Regex ParameterName();
}
