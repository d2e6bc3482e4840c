using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace CometImages.Help.Markdown;

/// <summary>A page of Markdown as a list of sections.</summary>
sealed class MarkdownPage
{
    static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    MarkdownPage(string file, MarkdownDocument document)
    {
        File = file;
        FrontMatter = ReadKeys(document.OfType<YamlFrontMatterBlock>().FirstOrDefault());
        Sections = [.. Split(document)];
    }

    public string File { get; }

    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    public IReadOnlyList<Section> Sections { get; }

    public static MarkdownPage Read(string file) => new(file, Markdig.Markdown.Parse(System.IO.File.ReadAllText(file), s_pipeline));

    /// <summary>Reads lines of the form <c>key: value</c>, the only YAML that the pages use.</summary>
    public static IReadOnlyDictionary<string, string> ReadKeys(LeafBlock? block) => ReadLines(block)
        .Select(line => line.Split(':', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);

    public static IEnumerable<string> ReadLines(LeafBlock? block) =>
        block is null ? [] : block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString());

    /// <summary>Finds the section of level 2 with a title.</summary>
    public Section Find(string title) => Sections.FirstOrDefault(section => section.Level == 2 && section.Title == title)
        ?? throw CreateError(1, $"The section '{title}' is missing.");

    /// <summary>Finds the sections below the section of level 2 with a title.</summary>
    public IReadOnlyList<Section> FindChildren(string title)
    {
        Section parent = Find(title);
        return [.. Sections.SkipWhile(section => section != parent).Skip(1).TakeWhile(section => section.Level > parent.Level)];
    }

    public HelpPageException CreateError(int line, string message) => new(File, line, message);

    static IEnumerable<Section> Split(MarkdownDocument document)
    {
        HeadingBlock? heading = null;
        List<Block> blocks = [];
        foreach (Block block in document.Where(block => block is not YamlFrontMatterBlock))
        {
            if (block is not HeadingBlock next)
            {
                blocks.Add(block);
                continue;
            }

            if (heading is not null)
            {
                yield return new Section(heading.Level, PlainText.Read(heading), heading.Line + 1, blocks);
            }

            (heading, blocks) = (next, []);
        }

        if (heading is not null)
        {
            yield return new Section(heading.Level, PlainText.Read(heading), heading.Line + 1, blocks);
        }
    }
}
