using System.Management.Automation;
using CometImages.PowerShell.Execution;
using CometImages.Text;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The base class of the module's cmdlets, which can be stopped and accept file system paths only.</summary>
public abstract class CometCmdletBase : PSCmdlet, ICmdletHost, IDisposable
{
    readonly CancellationTokenSource _stop = new();

    private protected CancellationToken CancellationToken => _stop.Token;

    bool ICmdletHost.IsErrorActionStop => IsStop("ErrorAction", "ErrorActionPreference");

    bool ICmdletHost.IsWarningActionStop => IsStop("WarningAction", "WarningPreference");

    /// <summary>Cancels what is in progress.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Cancels what is in progress. The engine calls it when the pipeline has ended in any way.</summary>
    /// <param name="disposing">Indicates whether the method is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Resolves a path, which can be relative to the current location or to a drive, without wildcards.</summary>
    /// <exception cref="CometApiException">The path isn't a file system path.</exception>
    private protected string ResolveFileSystemPath(string path)
    {
        try
        {
            string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? Path.GetFullPath(resolved) : throw CreatePathError(path);
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException
            or NotSupportedException or ArgumentException or PathTooLongException)
        {
            throw CreatePathError(path, e);
        }
    }

    /// <summary>Resolves a path with wildcards to the paths that exist. A file that has the name itself is the only one.</summary>
    /// <exception cref="CometApiException">The path isn't a file system path, or its folder doesn't exist.</exception>
    private protected IReadOnlyCollection<string> ResolveWildcards(string path)
    {
        try
        {
            string literal = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (File.Exists(literal))
            {
                return [literal];
            }

            IReadOnlyCollection<string> resolved = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            return provider.Name == "FileSystem" ? resolved : throw CreatePathError(path);
        }
        catch (ItemNotFoundException e)
        {
            throw new CometApiException(CometErrorKind.RemotePath, e.Message.EndSentence(), "Check the path.", e);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException
            or NotSupportedException or ArgumentException or PathTooLongException)
        {
            throw CreatePathError(path, e);
        }
    }

    bool IsStop(string parameter, string preferenceVariable)
    {
        object? action = MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound)
            ? bound
            : GetVariableValue(preferenceVariable);
        return LanguagePrimitives.TryConvertTo(action, out ActionPreference preference) && preference == ActionPreference.Stop;
    }

    static CometApiException CreatePathError(string path, Exception? innerException = null) => new(
        CometErrorKind.WriteFailed,
        $"'{path}' isn't a file system path.",
        "Specify a path on a drive of the FileSystem provider, such as C:\\images or /srv/images.",
        innerException);
}
