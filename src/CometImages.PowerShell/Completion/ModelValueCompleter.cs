using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes what the model that is typed already takes; the default model's where none is.</summary>
public sealed class ModelValueCompleter : IArgumentCompleter
{
    static readonly Dictionary<string, Func<ImageModel, IEnumerable<string>?>> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Size"] = model => model.Sizes,
        ["Quality"] = model => model.Qualities,
        ["Style"] = model => model.Styles,
        ["Background"] = model => model.Backgrounds,
        ["Moderation"] = model => model.Moderations,
        ["OutputFormat"] = model => model.OutputFormats,
    };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string id = fakeBoundParameters["Model"]?.ToString() is { Length: > 0 } typed ? typed : KnownImageModels.Default;
        IEnumerable<string>? values = KnownImageModels.Find(id) is { } model
            ? s_values[parameterName](model)
            : KnownImageModels.All.SelectMany(known => s_values[parameterName](known) ?? []).Distinct();
        return CompletionHelper.GetMatches(values ?? [], wordToComplete, value => $"{parameterName} {value}");
    }
}
