namespace CometImages.Help.Markdown;

/// <summary>The help page of a cmdlet.</summary>
sealed record CommandPage
{
    public required string Name { get; init; }

    /// <summary>The name of the MAML file that contains the help of this cmdlet.</summary>
    public required string HelpFile { get; init; }

    public required Uri OnlineVersion { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The parameter sets, the default one first.</summary>
    public required IReadOnlyList<SyntaxEntry> Syntax { get; init; }

    public required IReadOnlyList<ParameterEntry> Parameters { get; init; }

    public required IReadOnlyList<ExampleEntry> Examples { get; init; }

    public required IReadOnlyList<TypeEntry> Inputs { get; init; }

    public required IReadOnlyList<TypeEntry> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The names of related pages.</summary>
    public required IReadOnlyList<string> RelatedLinks { get; init; }
}
