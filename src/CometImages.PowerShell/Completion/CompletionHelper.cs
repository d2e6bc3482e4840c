using System.Management.Automation;
using System.Management.Automation.Language;

namespace CometImages.PowerShell.Completion;

/// <summary>Words that fit what is typed, quoted as it is.</summary>
static class CompletionHelper
{
    public static IEnumerable<CompletionResult> GetMatches(IEnumerable<string> words, string typed, Func<string, string> toolTip)
    {
        string quote = typed.Length > 0 && typed[0] is '\'' or '"' ? typed.Substring(0, 1) : string.Empty;
        string start = typed.Trim('\'', '"');
        foreach (string word in words)
        {
            if (word.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                string text = quote.Length > 0 ? quote + word + quote : word.IndexOf('*') < 0 ? word : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
                yield return new CompletionResult(text, word, CompletionResultType.ParameterValue, toolTip(word));
            }
        }
    }
}
