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

    /// <summary>The parameter sets that the parameter belongs to, or an empty list for all of them.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>The parameter sets in which the parameter is required, or an empty list if it's required in all of them or in none.</summary>
    public required IReadOnlyList<string> RequiredIn { get; init; }

    /// <summary>Whether the parameter is required in a parameter set.</summary>
    public required bool Required { get; init; }

    /// <summary>A number or <c>named</c>.</summary>
    public required string Position { get; init; }

    public required string DefaultValue { get; init; }

    /// <summary><c>False</c>, or <c>True</c> and the binding modes in parentheses.</summary>
    public required string PipelineInput { get; init; }

    public required bool Wildcards { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    public bool IsIn(string parameterSet) => ParameterSets.Count == 0 || ParameterSets.Contains(parameterSet);

    public bool IsRequiredIn(string parameterSet) => Required && (RequiredIn.Count == 0 || RequiredIn.Contains(parameterSet));
}
