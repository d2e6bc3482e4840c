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

        ParameterEntry[] parameters =
        [
            .. page.FindChildren("PARAMETERS")
                .Where(section => section.Title != "CommonParameters")
                .Select(section => ParameterReader.Read(page, section)),
        ];
        return new CommandPage
        {
            Name = name,
            HelpFile = ReadFrontMatter(page, "external help file"),
            OnlineVersion = new Uri(ReadFrontMatter(page, "online version")),
            Synopsis = ReadText(page, page.Find("SYNOPSIS")),
            Description = ReadText(page, page.Find("DESCRIPTION")),
            Syntax = ReadSyntax(page, parameters),
            Parameters = parameters,
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

    // A cmdlet with several parameter sets has a section for each of them.
    static SyntaxEntry[] ReadSyntax(MarkdownPage page, ParameterEntry[] parameters) =>
    [
        .. page.FindChildren("SYNTAX").DefaultIfEmpty(page.Find("SYNTAX")).Select(section => ReadSyntax(page, section, parameters)),
    ];

    static SyntaxEntry ReadSyntax(MarkdownPage page, Section section, ParameterEntry[] parameters)
    {
        string parameterSet = section.Title.Replace(" (Default)", "", StringComparison.Ordinal);
        string[] names = [.. ParameterName().Matches(ReadCode(page, section)).Select(match => match.Groups[1].Value)];
        ParameterEntry[] members = [.. parameters.Where(parameter => parameter.IsIn(parameterSet))];
        string[] described = [.. members.Select(parameter => parameter.Name)];
        return names.Except(described).Concat(described.Except(names)).FirstOrDefault() is { } name
            ? throw page.CreateError(
                section.Line, $"-{name} must be both in the syntax and in the descriptions of the parameter set '{parameterSet}'.")
            : new SyntaxEntry(parameterSet, [.. names.Select(name => members.Single(parameter => parameter.Name == name))]);
    }

    static ExampleEntry ReadExample(MarkdownPage page, Section section) =>
        new(section.Title, ReadCode(page, section), ReadText(page, section, section.Blocks.OfType<FencedCodeBlock>()));

    static TypeEntry[] ReadTypes(MarkdownPage page, string title) => page.FindChildren(title).ToArray() is { Length: > 0 } sections
        ? [.. sections.Select(section => new TypeEntry(section.Title, ReadText(page, section)))]
        : throw page.CreateError(page.Find(title).Line, $"The section '{title}' must name a type.");

    [GeneratedRegex(@"(?<=[\s\[])-(\w+)")]
    private static partial Regex ParameterName();
}
