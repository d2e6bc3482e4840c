using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace CometImages.Help.Pages;

/// <summary>A page of Markdown as a list of its sections.</summary>
sealed class MarkdownPage
{
    static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    MarkdownPage(string file, MarkdownDocument document)
    {
        File = file;
        FrontMatter = Keys(document.OfType<YamlFrontMatterBlock>().FirstOrDefault());
        Sections = [.. Split(document)];
    }

    public string File { get; }

    /// <summary>What the front matter says, by its keys.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    public IReadOnlyList<Section> Sections { get; }

    public static MarkdownPage Read(string file) => new(file, Markdown.Parse(System.IO.File.ReadAllText(file), s_pipeline));

    /// <summary>Lines of the form <c>key: value</c>, which is all of YAML that these pages use.</summary>
    public static IReadOnlyDictionary<string, string> Keys(LeafBlock? block) => Lines(block)
        .Select(line => line.Split(':', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);

    /// <summary>The lines of a block of code.</summary>
    public static IEnumerable<string> Lines(LeafBlock? block) =>
        block is null ? [] : block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString());

    /// <summary>The one section with this heading.</summary>
    public Section Find(string title) => Sections.FirstOrDefault(section => section.Level == 2 && section.Title == title) ?? throw Wrong(1, $"There is no section '{title}'.");

    /// <summary>The sections one level below the one with this heading.</summary>
    public IReadOnlyList<Section> Below(string title)
    {
        Section parent = Find(title);
        return [.. Sections.SkipWhile(section => section != parent).Skip(1).TakeWhile(section => section.Level > parent.Level)];
    }

    public PageException Wrong(int line, string message) => new(File, line, message);

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
                yield return new Section(heading.Level, PlainText.Of(heading), heading.Line + 1, blocks);
            (heading, blocks) = (next, []);
        }

        if (heading is not null)
            yield return new Section(heading.Level, PlainText.Of(heading), heading.Line + 1, blocks);
    }
}
