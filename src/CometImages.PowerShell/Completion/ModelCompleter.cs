using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the IDs of the known models.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches(KnownImageModels.All.Select(model => model.Id), wordToComplete, GetToolTip);

    static string GetToolTip(string id) =>
        KnownImageModels.Find(id)?.GetSupportedValues(RequestField.Size) is { } sizes ? $"{id}: {string.Join(", ", sizes)}" : id;
}
