namespace CometImages.Help.Pages;

/// <summary>A parameter: its text, and the facts of its block, which a test compares with the cmdlet.</summary>
sealed record ParameterEntry
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required string Type { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values of an enumeration; none for other types.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    public required bool Required { get; init; }

    /// <summary>A number, or <c>named</c>.</summary>
    public required string Position { get; init; }

    public required string DefaultValue { get; init; }

    /// <summary><c>False</c>, or <c>True</c> with the ways in parentheses.</summary>
    public required string PipelineInput { get; init; }

    public required bool Wildcards { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);
}
