using System.Management.Automation;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Everything that a script wrote to all streams.</summary>
sealed class RunResult
{
    public RunResult(IEnumerable<PSObject> output, PSDataStreams streams, ErrorRecord? thrown)
    {
        Output = [.. output];
        Thrown = thrown;
        Errors = [.. streams.Error.Where(error => error != thrown), .. thrown is null ? Array.Empty<ErrorRecord>() : [thrown]];
        // The tests share a spool, so a test can be told about the stopped command of another one.
        Warnings = [.. streams.Warning.Select(record => record.Message).Where(text => !text.Contains("of stopped commands", StringComparison.Ordinal))];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Debug = [.. streams.Debug.Select(record => record.Message)];
        Information = [.. streams.Information.Select(record => record.MessageData?.ToString() ?? "")];
        Progress = [.. streams.Progress];
    }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>The errors. The one that ended the script is the last.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    /// <summary>The error that ended the script, or null.</summary>
    public ErrorRecord? Thrown { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<string> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    public void AssertNoErrors() => Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
}
