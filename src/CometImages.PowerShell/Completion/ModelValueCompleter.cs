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
        string[]? typed = LanguagePrimitives.ConvertTo<string[]?>(fakeBoundParameters[nameof(RequestField.Model)]);
        string[] ids = typed is { Length: > 0 } ? typed : [EnvironmentVariables.Model ?? KnownImageModels.Default.Id];
        ImageModel[] specified = [.. ids.Select(KnownImageModels.Find).OfType<ImageModel>()];
        IEnumerable<string> values = (specified.Length > 0 ? specified : KnownImageModels.All)
            .SelectMany(model => model.GetSupportedValues(field) ?? []).Distinct();
        return CompletionHelper.GetMatches(values, wordToComplete, value => $"{parameterName} {value}");
    }
}
