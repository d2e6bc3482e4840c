using Markdig.Syntax;

namespace CometImages.Help.Markdown;

/// <summary>Reads the section of a parameter.</summary>
static class ParameterReader
{
    public static ParameterEntry Read(MarkdownPage page, Section section)
    {
        FencedCodeBlock[] blocks = [.. section.Blocks.OfType<FencedCodeBlock>().Where(code => code.Info == "yaml")];
        if (!section.Title.StartsWith('-') || blocks is not [FencedCodeBlock block])
        {
            throw page.CreateError(section.Line, $"'{section.Title}' must be the name of a parameter and contain one block of YAML.");
        }

        IReadOnlyDictionary<string, string> metadata = MarkdownPage.ReadKeys(block);
        string Get(string key) => metadata.TryGetValue(key, out string? value)
            ? value
            : throw page.CreateError(block.Line + 1, $"'{key}' of {section.Title} is missing.");

        // Such as "True" or "True (Value)".
        string[] required = Get("Required").Split(['(', ')'], StringSplitOptions.TrimEntries);

        return new ParameterEntry
        {
            Name = section.Title[1..],
            Description = CommandPageReader.ReadText(page, section, block),
            Type = Get("Type"),
            Aliases = Split(Get("Aliases")),
            AcceptedValues = Split(metadata.GetValueOrDefault("Accepted values", "")),
            ParameterSets = Get("Parameter Sets") is "(All)" ? [] : Split(Get("Parameter Sets")),
            Required = bool.Parse(required[0]),
            RequiredIn = Split(required.ElementAtOrDefault(1) ?? ""),
            Position = Get("Position") is "Named" ? "named" : Get("Position"),
            DefaultValue = Get("Default value"),
            PipelineInput = Get("Accept pipeline input"),
            Wildcards = bool.Parse(Get("Accept wildcard characters")),
        };
    }

    static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
