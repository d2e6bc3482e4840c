using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Models;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the number of images, where PowerShell would otherwise suggest file names.</summary>
public sealed class CountCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionHelper.GetMatches(
            Enumerable.Range(1, RequestField.MaxCount).Select(count => count.ToString(CultureInfo.InvariantCulture)),
            wordToComplete,
            count => count == "1" ? "1 image" : $"{count} images");
}
