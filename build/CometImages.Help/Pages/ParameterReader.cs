using Markdig.Syntax;

namespace CometImages.Help.Pages;

/// <summary>Reads the section of one parameter.</summary>
static class ParameterReader
{
    public static ParameterEntry Read(MarkdownPage page, Section section)
    {
        FencedCodeBlock[] blocks = [.. section.Blocks.OfType<FencedCodeBlock>().Where(code => code.Info == "yaml")];
        if (!section.Title.StartsWith('-') || blocks is not [FencedCodeBlock block])
            throw page.Wrong(section.Line, $"'{section.Title}' is no parameter with one block of facts.");

        IReadOnlyDictionary<string, string> facts = MarkdownPage.Keys(block);
        string Fact(string key) => facts.TryGetValue(key, out string? value) ? value : throw page.Wrong(block.Line + 1, $"{section.Title} lacks '{key}'.");

        return new ParameterEntry
        {
            Name = section.Title[1..],
            Description = CommandPageReader.Text(page, section, block),
            Type = Fact("Type"),
            Aliases = List(Fact("Aliases")),
            AcceptedValues = List(facts.GetValueOrDefault("Accepted values", "")),
            Required = bool.Parse(Fact("Required")),
            Position = Fact("Position") is "Named" ? "named" : Fact("Position"),
            DefaultValue = Fact("Default value"),
            PipelineInput = Fact("Accept pipeline input"),
            Wildcards = bool.Parse(Fact("Accept wildcard characters")),
        };
    }

    static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
