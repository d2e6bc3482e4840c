using System.Management.Automation;
using System.Security;
using System.Text;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Everything that a script wrote as one text, to search for what must not be in it.</summary>
static class Text
{
    // An exception references much of the runtime. Its own data is within two levels.
    const int Depth = 2;

    public static string Of(RunResult result)
    {
        StringBuilder text = new();
        foreach (object item in (object[])[.. result.Output, .. result.Errors, .. result.Progress])
        {
            text.AppendLine(PSSerializer.Serialize(item, Depth));
        }

        foreach (ErrorRecord error in result.Errors)
        {
            text.AppendLine(error.ToString()).AppendLine(error.Exception.ToString()).AppendLine(error.ScriptStackTrace)
                .AppendLine(error.CategoryInfo.ToString()).AppendLine(error.ErrorDetails?.RecommendedAction)
                .AppendLine(PSSerializer.Serialize(error.TargetObject, Depth)).AppendLine(PSSerializer.Serialize(error.Exception, Depth));
        }

        foreach (string line in (string[])[.. result.Warnings, .. result.Verbose, .. result.Debug, .. result.Information])
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    public static SecureString Secure(string text) => new System.Net.NetworkCredential("", text).SecurePassword;
}
