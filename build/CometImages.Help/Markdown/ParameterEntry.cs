namespace CometImages.Help.Markdown;

/// <summary>A parameter: its description and its metadata, which a test compares with the cmdlet.</summary>
sealed record ParameterEntry
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required string Type { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values of an enumeration, or an empty list for any other type.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    public required bool Required { get; init; }

    /// <summary>A number or <c>named</c>.</summary>
    public required string Position { get; init; }

    public required string DefaultValue { get; init; }

    /// <summary><c>False</c>, or <c>True</c> and the binding modes in parentheses.</summary>
    public required string PipelineInput { get; init; }

    public required bool Wildcards { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);
}
