using System.Management.Automation;

namespace CometImages.PowerShell.Abstractions;

/// <summary>What every command of the module shares: it can be stopped, and it takes only paths of the file system.</summary>
public abstract class CometCmdletBase : PSCmdlet, IDisposable
{
    readonly CancellationTokenSource _stop = new();

    private protected CancellationToken CancellationToken => _stop.Token;

    /// <summary>Whether an error would end the pipeline: -ErrorAction Stop, or the preference.</summary>
    internal bool IsErrorActionStop => Stops("ErrorAction", "ErrorActionPreference");

    /// <summary>Whether a warning would: -WarningAction Stop, or the preference.</summary>
    internal bool IsWarningActionStop => Stops("WarningAction", "WarningPreference");

    /// <summary>Ends whatever is under way.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends whatever is under way; called by the engine when the pipeline ends in whichever way.</summary>
    /// <param name="disposing">Whether it was asked to.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
        }
    }

    /// <summary>A path as the file system knows it: relative to the current location, drives resolved, no wildcards.</summary>
    /// <exception cref="CometApiException">It is not a path of the file system.</exception>
    private protected string ResolveFileSystemPath(string path)
    {
        try
        {
            string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == "FileSystem")
            {
                return Path.GetFullPath(resolved);
            }
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or NotSupportedException or ArgumentException or PathTooLongException)
        {
            throw NotAFile(path, e);
        }

        throw NotAFile(path, null);
    }

    bool Stops(string parameter, string variable)
    {
        object? action = MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) ? given : GetVariableValue(variable);
        return LanguagePrimitives.TryConvertTo(action, out ActionPreference preference) && preference == ActionPreference.Stop;
    }

    static CometApiException NotAFile(string path, Exception? inner) => new(
        CometErrorKind.WriteFailed, $"'{path}' is no path of the file system.", "Give a path on a drive of the FileSystem provider, such as C:\\pictures or /srv/pictures.", inner);
}
