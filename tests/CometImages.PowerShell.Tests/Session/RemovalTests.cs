using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CometImages.Emulator;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;
using Engine = System.Management.Automation.PowerShell;

namespace CometImages.PowerShell.Tests.Session;

/// <summary>What <c>Remove-Module</c> leaves in the session and in the process.</summary>
public sealed class RemovalTests
{
    const int Runspaces = 16;

    const string ImportAndRemove =
        """
        $ErrorActionPreference = 'Stop'
        $PSModuleAutoLoadingPreference = 'None'
        foreach ($round in 1..3) {
            Import-Module $Manifest
            (New-CometImage "boat $round" -Model dall-e-2 -Size 256x256 -BaseUri $BaseUri -ApiKey $Key).Url
            Remove-Module CometImages
            if (Get-Command *-CometImage*) { throw 'A command is left.' }
        }
        """;

    // Everything in a session that a module can add to.
    const string Everything =
        """
        & {
            foreach ($command in Get-Command -All) { "command $command" }
            foreach ($module in Get-Module -All) { "module $module" }
            foreach ($name in $ExecutionContext.SessionState.InvokeProvider.ChildItem.GetNames('Variable:', 'ReturnMatchingContainers', $false)) { "variable $name" }
            foreach ($name in $ExecutionContext.SessionState.InvokeProvider.ChildItem.GetNames('Alias:', 'ReturnMatchingContainers', $false)) { "alias $name" }
            foreach ($subscriber in $ExecutionContext.Events.Subscribers) { "event $($subscriber.SourceIdentifier)" }
        }
        """;

    [Fact]
    public async Task The_module_can_be_imported_and_removed_in_many_runspaces_at_once()
    {
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Settings = { SamePicture = true } }, TestContext.Current.CancellationToken);
        using Barrier start = new(Runspaces);

        // The tasks wait for one another, so each needs a thread of its own.
        IReadOnlyList<string>[] outcomes = await Task.WhenAll(Enumerable.Range(0, Runspaces).Select(_ => Task.Factory.StartNew(
            () => Run(emulator, start), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(outcomes, outcome => Assert.Equal(3, outcome.Count(line => line.StartsWith("http", StringComparison.Ordinal))));
        Assert.All(outcomes, outcome => Assert.Equal(3, outcome.Count));
        Assert.Equal(Runspaces * 3, emulator.Journal.Requests.Count);
    }

    [Fact]
    public async Task Removing_the_module_leaves_nothing_in_the_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.NotEmpty(session.Complete("New-CometImage -Model dall"));
        await session.OutputAsync("Remove-Module CometImages");
        string[] before = Lines(await session.OutputAsync(Everything));
        Assert.DoesNotContain(before, line => line.Contains("Comet", StringComparison.Ordinal));

        await session.OutputAsync("Import-Module $Manifest -ErrorAction Stop");
        Assert.Contains("command New-CometImage", Lines(await session.OutputAsync(Everything)));
        await session.OutputAsync("$null = New-CometImage 'a boat' @Small; Remove-Module CometImages");
        Assert.Equal(before, Lines(await session.OutputAsync(Everything)));
        Assert.Empty(session.Complete("New-CometImage -Model dall"));
    }

    static List<string> Run(EmulatorHost emulator, Barrier start)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("Manifest", TestProcess.Manifest);
        runspace.SessionStateProxy.SetVariable("BaseUri", emulator.BaseUri.ToString());
        runspace.SessionStateProxy.SetVariable("Key", emulator.Key);
        using Engine shell = Engine.Create(runspace);
        shell.AddScript(ImportAndRemove);
        Assert.True(start.SignalAndWait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "Some threads didn't start.");
        try
        {
            return [.. shell.Invoke<string>(), .. shell.Streams.Error.Select(error => error.ToString())];
        }
        catch (RuntimeException e)
        {
            return [e.ToString()];
        }
    }

    static string[] Lines(IEnumerable<PSObject> output) => [.. output.Select(line => line.ToString()).Order(StringComparer.Ordinal)];
}
