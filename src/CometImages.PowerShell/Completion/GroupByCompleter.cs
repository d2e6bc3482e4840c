using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the names of properties that divide images into groups.</summary>
public sealed class GroupByCompleter : IArgumentCompleter
{
    static readonly string[] s_names =
    [
        nameof(CometImage.Model), nameof(CometImage.Prompt), nameof(CometImage.Size), nameof(CometImage.Quality),
        nameof(CometImage.Background), nameof(CometImage.OutputFormat), nameof(CometImage.SourceImage),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches(s_names, wordToComplete, name => name);
}
