using System.Management.Automation;

namespace CometImages.PowerShell.Execution;

/// <summary>The members of a cmdlet that the task runner uses. All of them belong to the pipeline thread.</summary>
interface ICmdletHost
{
    bool Stopping { get; }

    /// <summary>Gets a value that indicates whether an error ends the pipeline: -ErrorAction Stop, or the preference.</summary>
    bool IsErrorActionStop { get; }

    /// <summary>Gets a value that indicates whether a warning ends the pipeline: -WarningAction Stop, or the preference.</summary>
    bool IsWarningActionStop { get; }

    void WriteObject(object value);

    void WriteError(ErrorRecord error);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    void WriteProgress(ProgressRecord progress);

    void WriteInformation(object messageData, string[] tags);
}
