using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CometImages.Quickstart.Host;

namespace CometImages.Quickstart.Engine;

/// <summary>A PowerShell engine in this process with the module imported through its manifest.</summary>
sealed class EngineSession : IDisposable
{
    const string PicturesVariable = "pictures";

    readonly QuickstartHost _host;
    readonly Screen _screen;
    readonly Runspace _runspace;
    readonly CancellationToken _interrupted;

    EngineSession(Screen screen, CancellationToken interrupted)
    {
        (_screen, _interrupted) = (screen, interrupted);
        _host = new QuickstartHost(screen);

        // The engine's package brings the core commands alone; CreateDefault() looks for modules that only a whole PowerShell has.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
    }

    /// <summary>What <c>exit</c> said; otherwise 1 when an error was written, and 0 when none was.</summary>
    public int ExitCode => _host.ExitCode ?? (_screen.HasErrors ? 1 : 0);

    /// <summary>The commands that were asked for and that there are not.</summary>
    public IEnumerable<string> CommandsNotFound =>
        from error in Variable("Error")
        let exception = error is ErrorRecord record ? record.Exception : error as Exception
        where exception is CommandNotFoundException
        select ((CommandNotFoundException)exception).CommandName;

    /// <summary>Where the pictures are that were made since <see cref="RememberPictures"/>.</summary>
    public IReadOnlyList<string> SavedFiles =>
        [.. Variable(PicturesVariable).Select(picture => PSObject.AsPSObject(picture).Properties["Path"]?.Value as string).OfType<string>().Distinct()];

    public static EngineSession Open(Screen screen, string folder, CancellationToken interrupted)
    {
        EngineSession session = new(screen, interrupted);
        try
        {
            session._runspace.Open();
            session._runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(folder));
            session.ImportModule();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>From here on, what the commands give is kept as well as shown.</summary>
    public void RememberPictures()
    {
        DefaultParameterDictionary defaults = [];
        defaults.Add("*-CometImage:OutVariable", "+" + PicturesVariable);
        _runspace.SessionStateProxy.SetVariable("PSDefaultParameterValues", defaults);
    }

    /// <summary>Runs a script and writes what it gives, as it comes, as PowerShell formats it.</summary>
    public void Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script).AddCommand("Out-Default");
        shell.Commands.Commands[^1].MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Error | PipelineResultTypes.Output;
        try
        {
            using (_interrupted.Register(() => shell.BeginStop(null, null)))
                shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            // Stopped by the user, or by the script itself: there is nothing to say.
        }
        catch (RuntimeException error)
        {
            Report(error);
        }
    }

    public void Dispose() => _runspace.Dispose();

    void ImportModule()
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", Module.Manifest).AddParameter("PassThru").AddParameter("ErrorAction", ActionPreference.Stop);
        try
        {
            PSModuleInfo module = shell.Invoke<PSModuleInfo>().Single();
            string assembly = module.ExportedCmdlets["New-CometImage"].ImplementingType.Assembly.Location;
            if (!assembly.StartsWith(Module.Library, StringComparison.OrdinalIgnoreCase))
                throw new QuickstartException($"The module came from {assembly}, not from {Module.Library}.");
        }
        catch (RuntimeException error)
        {
            throw new QuickstartException($"The module cannot be imported: {error.Message} Is it built? 'dotnet build' in {Path.GetDirectoryName(Module.Manifest)} does it.", error);
        }
    }

    // What ends a script leaves by an exception, past all formatting.
    void Report(RuntimeException error)
    {
        ErrorRecord record = error.ErrorRecord;
        string message = record.ErrorDetails?.Message ?? (record.Exception is ParentContainsErrorRecordException ? error : record.Exception).Message;
        string? command = record.InvocationInfo?.MyCommand?.Name;
        _screen.WriteError(string.IsNullOrEmpty(command) ? message : $"{command}: {message}");
    }

    IEnumerable<object> Variable(string name) => _runspace.SessionStateProxy.GetVariable(name) is IList list ? list.Cast<object>() : [];
}
