namespace CometImages.Emulator.Generations.Rules;

/// <summary>A model, or a family of them: what it takes and how it answers.</summary>
sealed record ModelRule(string Pattern, SizeRule Sizes, AnswerTraits Answer, IReadOnlyDictionary<string, FieldRule> Fields)
{
    /// <summary>Whether fields that are not in <see cref="Fields"/> pass unseen.</summary>
    public bool TakesAnyField { get; init; }
}
