using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the IDs of the known models, the retired ones last.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches(
            KnownImageModels.All.OrderBy(model => model.IsRetired(DateTime.Today)).Select(model => model.Id), wordToComplete, GetToolTip);

    static string GetToolTip(string id)
    {
        ImageModel model = KnownImageModels.Find(id)!;
        IReadOnlyList<string>? sizes = model.GetSupportedValues(RequestField.Size) ?? model.GetSupportedValues(RequestField.AspectRatio);
        return model.GetRetirement(DateTime.Today) is { } retirement ? $"{id}: {retirement}, use {model.Replacement}"
            : sizes is null ? id
            : $"{id}: {string.Join(", ", sizes)}";
    }
}
