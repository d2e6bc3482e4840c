using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CometImages.Storage;

namespace CometImages.PowerShell.Completion;

/// <summary>Completes the last placeholder of a file name.</summary>
public sealed class FileNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        string complete = typed.Substring(0, typed.LastIndexOf('}') + 1);
        int start = typed.IndexOf('{', complete.Length);
        string prefix = start < 0 ? typed : typed.Substring(0, start);
        string placeholder = start < 0 ? "{" : typed.Substring(start);
        return FileNameTemplate.Placeholders
            .Select(name => $"{{{name}}}")
            .Where(name => name.StartsWith(placeholder, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                $"'{CodeGeneration.EscapeSingleQuotedStringContent(prefix + name)}'", name, CompletionResultType.ParameterValue, name));
    }
}
