using System.Management.Automation;
using System.Management.Automation.Language;

namespace CometImages.PowerShell.Completion;

static class CompletionHelper
{
    /// <summary>Returns the values that start with what is typed, in the quotes that are typed.</summary>
    public static IEnumerable<CompletionResult> GetMatches(IEnumerable<string> values, string typed, Func<string, string> getToolTip)
    {
        string quote = typed.Length > 0 && typed[0] is '\'' or '"' ? typed.Substring(0, 1) : string.Empty;
        string prefix = typed.Trim('\'', '"');
        foreach (string value in values.Where(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            string text = quote.Length > 0 ? quote + value + quote
                : value.IndexOf('*') >= 0 ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
                : value;
            yield return new CompletionResult(text, value, CompletionResultType.ParameterValue, getToolTip(value));
        }
    }
}
