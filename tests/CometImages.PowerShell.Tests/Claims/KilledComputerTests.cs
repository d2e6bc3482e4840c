using System.Text;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Claims;

/// <summary>Processes that stand for computers: each has a history of its own, and all of them create the images of one CSV file.</summary>
public sealed class KilledComputerTests : IDisposable
{
    const int Count = 40;
    const int ThrottleLimit = 4;
    const int Completed = 12;

    readonly TempFolder _folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static IEnumerable<string> ExpectedNames => Enumerable.Range(1, Count).Select(row => $"{row}.png").Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_killed_computer_had_in_flight_is_requested_again_after_its_lease_and_is_in_doubt_in_its_history()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Settings = { SameImage = true } }, Cancellation);
        emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Skip = Completed, Count = ThrottleLimit });
        Write(
            "batch.ps1",
            $$"""
            1..{{Count}} | ForEach-Object { [pscustomobject]@{ Prompt = "boat $_"; OutFile = "$PSScriptRoot/images/$_.png" } } |
                New-CometImage -Quality low -ThrottleLimit {{ThrottleLimit}} -Claim -SkipExisting -InformationVariable run -WarningAction Ignore | Out-Null
            '{0} {1} {2} {3}' -f $run.MessageData.Created, $run.MessageData.Skipped, $run.MessageData.InProgressElsewhere, $run.MessageData.Failed
            """);
        Write("doubt.ps1", "Get-CometImageHistory -Status InDoubt | ForEach-Object Prompt");
        TaskCompletionSource kill = new();
        Task<(int ExitCode, string Output, string Error)> killed = StartAsync("batch.ps1", "first", emulator, kill.Task);
        await ModuleSession.WhenAsync(() => emulator.Journal.Requests.Count == Completed + ThrottleLimit);
        kill.SetResult();
        Assert.NotEqual(0, (await killed).ExitCode);
        await ModuleSession.WhenAsync(() => emulator.Journal.Requests.All(request => request.EndedAt is not null));
        string[] inFlight = [.. emulator.Journal.Requests.Where(request => request.ClientAborted).Select(GetPrompt).Order()];
        Assert.Equal(ThrottleLimit, inFlight.Length);

        Assert.Equal([$"{Count - Completed - ThrottleLimit} {Completed} {ThrottleLimit} 0"], await RunAsync("batch.ps1", "second", emulator));
        Assert.Equal(Count, emulator.Journal.Requests.Count);

        // The lease ends.
        foreach (string claim in Directory.GetFiles(_folder["images"], "*.json", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(claim, DateTime.UtcNow.AddMinutes(-3));
        }

        Assert.Equal([$"{ThrottleLimit} {Count - ThrottleLimit} 0 0"], await RunAsync("batch.ps1", "second", emulator));
        Assert.Equal(Count + ThrottleLimit, emulator.Journal.Requests.Count);
        Assert.Equal(ExpectedNames, _folder.NamesIn("images"));
        Assert.Equal(inFlight, (await RunAsync("doubt.ps1", "first", emulator)).Order());
        Assert.Empty(await RunAsync("doubt.ps1", "second", emulator));
    }

    [Fact]
    public async Task Computers_that_start_together_request_each_row_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Settings = { SameImage = true, LatencyMs = 50 } }, Cancellation);
        Directory.CreateDirectory(_folder["start"]);
        Write(
            "batch.ps1",
            $$"""
            $null = New-Item "$PSScriptRoot/start/$PID"
            while (@(Get-ChildItem "$PSScriptRoot/start").Count -lt 3) { Start-Sleep -Milliseconds 5 }
            1..{{Count}} | ForEach-Object { [pscustomobject]@{ Prompt = "boat $_"; OutFile = "$PSScriptRoot/images/$_.png" } } |
                New-CometImage -Quality low -ThrottleLimit {{ThrottleLimit}} -Claim -SkipExisting -WarningAction Ignore | Out-Null
            """);
        await Task.WhenAll(((string[])["first", "second", "third"]).Select(computer => RunAsync("batch.ps1", computer, emulator)));
        Assert.Equal(ExpectedNames, _folder.NamesIn("images"));
        Assert.Equal(Count, emulator.Journal.Requests.Count);
    }

    static string GetPrompt(JournalEntry request) => JsonElement.Parse(request.Body).GetProperty("prompt").GetString()!;

    void Write(string name, string script) =>
        _folder.Write(name, Encoding.UTF8.GetBytes($"$ErrorActionPreference = 'Stop'; Import-Module '{TestProcess.Manifest}'; {script}"));

    async Task<string[]> RunAsync(string script, string computer, EmulatorHost emulator)
    {
        (int exitCode, string output, string error) = await StartAsync(script, computer, emulator);
        Assert.True(exitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    Task<(int ExitCode, string Output, string Error)> StartAsync(string script, string computer, EmulatorHost emulator, Task? interruption = null) =>
        PwshProgram.RunAsync(
            _folder[script],
            new Dictionary<string, string?>
            {
                ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
                ["COMETAPI_KEY"] = emulator.Key,
                ["XDG_DATA_HOME"] = _folder[computer],
            },
            interruption);
}
