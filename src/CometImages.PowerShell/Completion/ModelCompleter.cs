using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the IDs of the known models that a command can use, the retired ones last.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches(
            KnownImageModels.All
                .Where(model => CanUse(commandName, model))
                .OrderBy(model => model.IsRetired(DateTime.Today))
                .Select(model => model.Id),
            wordToComplete,
            GetToolTip);

    static bool CanUse(string commandName, ImageModel model) => commandName.ToUpperInvariant() switch
    {
        "NEW-COMETIMAGE" => !model.EditsOnly,
        "EDIT-COMETIMAGE" => model.ImageInput is not null,
        _ => true,
    };

    static string GetToolTip(string id)
    {
        ImageModel model = KnownImageModels.Find(id)!;
        string sizes = string.Join(", ", [.. model.GetSupportedValues(RequestField.Size) ?? [], .. new[] { model.SizeConstraint?.ToString() }.OfType<string>()]);
        string ratios = string.Join(", ", model.GetSupportedValues(RequestField.AspectRatio) ?? []);
        return model.GetRetirement(DateTime.Today) is { } retirement ? $"{id}: {retirement}, use {model.Replacement}"
            : sizes.Length > 0 ? $"{id}: {sizes}"
            : ratios.Length > 0 ? $"{id}: aspect ratios {ratios}"
            : id;
    }
}
