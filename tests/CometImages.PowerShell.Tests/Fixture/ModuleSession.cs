using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using CometImages.Tests.Shared;
using Xunit;
using Engine = System.Management.Automation.PowerShell;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>
/// A PowerShell session with the module imported through its manifest, an empty folder as the current location, and an emulator of its own.
/// </summary>
sealed class ModuleSession : IAsyncDisposable
{
    // The engine package has only the core commands. The functions stand in for two that it lacks.
    const string Start =
        """
        $PSModuleAutoLoadingPreference = 'None'
        Import-Module $Manifest -ErrorAction Stop
        function Set-Location($Path) { $null = $ExecutionContext.SessionState.Path.SetLocation($Path) }
        function New-PSDrive($Name, $Root) {
            $files = $ExecutionContext.SessionState.Provider.GetOne('FileSystem')
            $null = $ExecutionContext.SessionState.Drive.New([Management.Automation.PSDriveInfo]::new($Name, $files, $Root, '', $null), 'Global')
        }
        Set-Location $Folder
        $Small = @{ Model = 'dall-e-2'; Size = '256x256' }

        """;

    const string Connect =
        """
        $PSDefaultParameterValues['*-CometImage*:BaseUri'] = $BaseUri
        $PSDefaultParameterValues['New-CometImage:ApiKey'] = $Key
        $PSDefaultParameterValues['Edit-CometImage:ApiKey'] = $Key
        """;

    // A script that hangs fails its own test.
    static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    readonly Runspace _runspace;
    bool _hangs;

    ModuleSession(Runspace runspace, EmulatorHost emulator) => (_runspace, Emulator) = (runspace, emulator);

    public EmulatorHost Emulator { get; }

    /// <summary>The current location when the session starts.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>The image requests that the emulator received.</summary>
    public IReadOnlyList<JournalEntry> Requests => On("generations");

    /// <summary>The edits that the emulator received.</summary>
    public IReadOnlyList<JournalEntry> Edits => On("edits");

    /// <summary>The downloads that the emulator received.</summary>
    public IReadOnlyList<JournalEntry> Downloads => On("images");

    public IReadOnlyList<JsonElement> Bodies => [.. Requests.Select(request => JsonElement.Parse(request.Body))];

    /// <param name="connected">Whether the cmdlets use the emulator by default. Its base URL and API key are in $BaseUri and $Key in any case.</param>
    /// <param name="host">The host that receives formatted output.</param>
    public static async Task<ModuleSession> StartAsync(bool connected = true, PSHost? host = null)
    {
        EmulatorHost emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Settings = { VerbatimUrls = true } }, TestContext.Current.CancellationToken);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // The default policy of Windows doesn't allow format files that aren't signed.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        Runspace runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        ModuleSession session = new(runspace, emulator);
        session.Set("BaseUri", emulator.BaseUri.ToString());
        session.Set("Key", emulator.Key);
        session.Set("Folder", session.Folder.Path);
        session.Set("Manifest", TestProcess.Manifest);
        RunResult started = await session.RunAsync(Start + (connected ? Connect : ""));
        started.AssertNoErrors();
        return session;
    }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script and returns everything that it wrote.</summary>
    /// <param name="script">The script.</param>
    /// <param name="interruption">Stops the script like Ctrl+C when it completes.</param>
    public async Task<RunResult> RunAsync(string script, Task? interruption = null)
    {
        Engine shell = Engine.Create(_runspace);
        PSDataCollection<PSObject> output = [];
        PSDataCollection<PSObject> noInput = [];
        noInput.Complete();
        shell.AddScript(script);
        ErrorRecord? thrown = null;
        _ = interruption?.ContinueWith(_ => shell.Stop(), TaskScheduler.Default);
        _hangs = true;
        try
        {
            await shell.InvokeAsync(noInput, output).WaitAsync(s_timeout, TestContext.Current.CancellationToken);
            _hangs = false;
        }
        catch (RuntimeException e)
        {
            thrown = e.ErrorRecord;
            _hangs = false;
        }

        RunResult result = new(output, shell.Streams, thrown);
        shell.Dispose();

        // In every test, the API key is in nothing that a user sees.
        Assert.DoesNotContain(Emulator.Key, Text.Of(result), StringComparison.Ordinal);
        return result;
    }

    /// <summary>Waits until a condition is true.</summary>
    public static async Task WhenAsync(Func<bool> condition)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(s_timeout / 2);
        while (!condition())
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    /// <summary>Runs a script, asserts that it wrote no error, and returns its output.</summary>
    public async Task<IReadOnlyList<PSObject>> OutputAsync(string script)
    {
        RunResult result = await RunAsync(script);
        result.AssertNoErrors();
        return result.Output;
    }

    /// <summary>Runs a script and returns its only error.</summary>
    public async Task<ErrorRecord> ErrorAsync(string script) => Assert.Single((await RunAsync(script)).Errors);

    /// <summary>Returns the completions at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line) => [.. GetCompletion(line).Select(match => match.CompletionText)];

    public IReadOnlyCollection<CompletionResult> GetCompletion(string line)
    {
        using Engine shell = Engine.Create(_runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hangs)
        {
            _runspace.Dispose();
        }

        await Emulator.DisposeAsync();
        bool hasKey = Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Any(HasKey);
        Folder.Dispose();
        Assert.False(hasKey, "A file contains the API key.");
    }

    /// <summary>Asserts the fields of the requests that were sent, in any order.</summary>
    public void AssertSent(params string[] bodies)
    {
        Assert.Equal(bodies.Length, Requests.Count);
        foreach ((string expected, JournalEntry request) in bodies.Zip(Requests))
        {
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(request.Body)), $"Expected {expected}, got {request.Body}");
        }
    }

    bool HasKey(string file) => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Emulator.Key)) >= 0;

    List<JournalEntry> On(string route) => [.. Emulator.Journal.Requests.Where(request => request.Route == route)];
}
