using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.PowerShell.Binding;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the shard that the environment specifies.</summary>
public sealed class ShardCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches([ShardTransformationAttribute.Auto], wordToComplete, _ => "The shard that the environment specifies");
}
