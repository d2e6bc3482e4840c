using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;
using CometImages.PowerShell.Settings;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the values that a model supports: the model on the command line, of the environment, or the default model.</summary>
public sealed class ModelValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        RequestField field = RequestField.All.First(known => known.ParameterName.Equals(parameterName, StringComparison.OrdinalIgnoreCase));
        string? id = fakeBoundParameters[nameof(RequestField.Model)]?.ToString() is { Length: > 0 } typed ? typed : EnvironmentVariables.Model;
        ImageModel? specified = id is null ? KnownImageModels.Default : KnownImageModels.Find(id);
        IEnumerable<string> values = specified is { } model
            ? model.GetSupportedValues(field) ?? []
            : KnownImageModels.All.SelectMany(known => known.GetSupportedValues(field) ?? []).Distinct();
        return CompletionHelper.GetMatches(values, wordToComplete, value => $"{parameterName} {value}");
    }
}
