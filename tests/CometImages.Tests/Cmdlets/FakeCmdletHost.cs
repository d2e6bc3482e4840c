using System.Management.Automation;
using CometImages.PowerShell.Execution;

namespace CometImages.Tests.Cmdlets;

/// <summary>A cmdlet without an engine: it keeps what is written, and can do what a pipeline does meanwhile.</summary>
sealed class FakeCmdletHost : ICmdletHost
{
    public List<object> Written { get; } = [];

    public bool Stopping { get; set; }

    public bool IsErrorActionStop { get; init; }

    public bool IsWarningActionStop { get; init; }

    /// <summary>Called for everything that is written to the output, error, and warning streams, before it's kept.</summary>
    public Action<object> OnWrite { get; init; } = _ => { };

    public List<string> Verbose { get; } = [];

    public void WriteObject(object value) => Write(value);

    public void WriteError(ErrorRecord error) => Write(error);

    public void WriteWarning(string text) => Write(text);

    public void WriteVerbose(string text) => Verbose.Add(text);

    public void WriteProgress(ProgressRecord progress)
    {
    }

    public void WriteInformation(object messageData, string[] tags) => Write(messageData);

    void Write(object value)
    {
        OnWrite(value);
        Written.Add(value);
    }
}
