using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using Xunit;
using Engine = System.Management.Automation.PowerShell;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>
/// A session as a user has one: a PowerShell engine, the built module imported through its manifest, an empty folder as the current
/// location, and an emulator of its own to talk to.
/// </summary>
sealed class ModuleSession : IAsyncDisposable
{
    // The bare engine has only its core commands; these two lines of a user's are missing there.
    const string Begin =
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
        """;

    // Far beyond what any script needs: a test that hangs shall say so by its name.
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    readonly Runspace _runspace;
    bool _hangs;

    ModuleSession(Runspace runspace, EmulatorHost emulator) => (_runspace, Emulator) = (runspace, emulator);

    public EmulatorHost Emulator { get; }

    /// <summary>Where the session begins.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>The picture requests so far.</summary>
    public IReadOnlyList<JournalEntry> Requests => On("generations");

    /// <summary>The downloads so far.</summary>
    public IReadOnlyList<JournalEntry> Downloads => On("images");

    /// <summary>The bodies of the picture requests so far.</summary>
    public IReadOnlyList<JsonElement> Bodies => [.. Requests.Select(request => JsonElement.Parse(request.Body))];

    /// <param name="connected">Whether commands talk to the emulator by themselves; its address and key are in $BaseUri and $Key in any case.</param>
    /// <param name="host">Where formatted output goes.</param>
    public static async Task<ModuleSession> StartAsync(bool connected = true, PSHost? host = null)
    {
        EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        Runspace runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        ModuleSession session = new(runspace, emulator);
        session.Set("BaseUri", emulator.BaseUri.ToString());
        session.Set("Key", emulator.Key);
        session.Set("Folder", session.Folder[""]);
        session.Set("Manifest", TestProcess.Manifest);
        RunResult started = await session.RunAsync(Begin + (connected ? Connect : ""));
        started.AssertNoErrors();
        return session;
    }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script as if it had been typed, and returns everything that came of it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="interruption">When this task has ended, the script is stopped as Ctrl+C does.</param>
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
            await shell.InvokeAsync(noInput, output).WaitAsync(s_longest, TestContext.Current.CancellationToken);
            _hangs = false;
        }
        catch (RuntimeException e)
        {
            thrown = e.ErrorRecord;
            _hangs = false;
        }

        RunResult result = new(output, shell.Streams, thrown);
        shell.Dispose();

        // Whatever a test is about: the key is in nothing that anybody sees.
        Assert.DoesNotContain(Emulator.Key, Text.Of(result), StringComparison.Ordinal);
        return result;
    }

    /// <summary>Ends when something has come true.</summary>
    public static async Task WhenAsync(Func<bool> condition)
    {
        using CancellationTokenSource longest = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        longest.CancelAfter(s_longest / 2);
        while (!condition())
        {
            await Task.Delay(10, longest.Token);
        }
    }

    /// <summary>Runs a script of which no error is expected.</summary>
    public async Task<IReadOnlyList<PSObject>> OutputAsync(string script)
    {
        RunResult result = await RunAsync(script);
        result.AssertNoErrors();
        return result.Output;
    }

    /// <summary>Runs a script of which exactly one error is expected.</summary>
    public async Task<ErrorRecord> ErrorAsync(string script) => Assert.Single((await RunAsync(script)).Errors);

    /// <summary>What Tab offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using Engine shell = Engine.Create(_runspace);
        CommandCompletion completion = CommandCompletion.CompleteInput(line, line.Length, null, shell);
        return [.. completion.CompletionMatches.Select(match => match.CompletionText)];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hangs)
        {
            _runspace.Dispose();
        }

        await Emulator.DisposeAsync();
        bool hasKey = Directory.EnumerateFiles(Folder[""], "*", SearchOption.AllDirectories).Any(HasKey);
        Folder.Dispose();
        Assert.False(hasKey, "The key stands in a file.");
    }

    /// <summary>Asserts what was sent, to the field and the JSON type; the order of fields does not matter.</summary>
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
