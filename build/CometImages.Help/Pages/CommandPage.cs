namespace CometImages.Help.Pages;

/// <summary>A cmdlet's page, as Get-Help needs it.</summary>
sealed record CommandPage
{
    public required string Name { get; init; }

    /// <summary>The name of the file that its help goes into.</summary>
    public required string HelpFile { get; init; }

    public required Uri OnlineVersion { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The names of the parameters in the order of the syntax.</summary>
    public required IReadOnlyList<string> Syntax { get; init; }

    public required IReadOnlyList<ParameterEntry> Parameters { get; init; }

    public required IReadOnlyList<ExampleEntry> Examples { get; init; }

    public required IReadOnlyList<TypeEntry> Inputs { get; init; }

    public required IReadOnlyList<TypeEntry> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The names of other pages.</summary>
    public required IReadOnlyList<string> RelatedLinks { get; init; }
}
