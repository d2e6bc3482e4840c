using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>Several processes that create the images of one CSV file in one folder at the same time.</summary>
public sealed class ConcurrentRunTests : IAsyncDisposable
{
    const int ProcessCount = 3;
    const int RowCount = 50;
    const int ThrottleLimit = 5;

    const string Script =
        """
        param($Manifest, $Folder, $Start)
        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'SilentlyContinue'
        Import-Module $Manifest
        $null = New-Item (Join-Path $Start $PID)
        while (@(Get-ChildItem $Start).Count -lt 3) { Start-Sleep -Milliseconds 10 }
        1..50 | ForEach-Object { [pscustomobject]@{ Prompt = "boat $_"; OutFile = Join-Path $Folder "$_.webp" } } | Export-Csv "$Start.$PID.csv"
        $null = Import-Csv "$Start.$PID.csv" | New-CometImage -Model dall-e-2 -Size 256x256 -ResponseFormat Base64 -SkipExisting -ThrottleLimit 5 -InformationVariable run
        '{0} {1} {2} {3}' -f $run.MessageData.Created, $run.MessageData.Skipped, $run.MessageData.InProgressElsewhere, $run.MessageData.Failed
        """;

    readonly TempFolder _temp = new();

    public ConcurrentRunTests()
    {
        Directory.CreateDirectory(_temp["images"]);
        Directory.CreateDirectory(_temp["start"]);
        _temp.Write("run.ps1", System.Text.Encoding.UTF8.GetBytes(Script));
    }

    public ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_row_is_requested_once()
    {
        await using EmulatorHost emulator = await StartEmulatorAsync();
        int[][] counts = await Task.WhenAll(Enumerable.Range(0, ProcessCount).Select(_ => RunAsync(emulator)));
        Assert.Equal(RowCount, CountRequests(emulator));
        Assert.Equal(ExpectedNames, _temp.NamesIn("images").Order(StringComparer.Ordinal));
        Assert.Equal(RowCount, counts.Sum(count => count[0]));
        Assert.All(counts, count => Assert.Equal(RowCount, count.Sum()));
        Assert.All(counts, count => Assert.Equal(0, count[3]));
    }

    [Fact]
    public async Task After_a_process_was_killed_and_started_again_only_what_it_had_in_flight_is_requested_again()
    {
        await using EmulatorHost emulator = await StartEmulatorAsync();
        TaskCompletionSource interruption = new();
        Task<(int ExitCode, string Output, string Error)> killed = StartAsync(emulator, interruption.Task);
        Task<int[]>[] others = [.. Enumerable.Range(1, ProcessCount - 1).Select(_ => RunAsync(emulator))];
        await ModuleSession.WhenAsync(() => CountRequests(emulator) > RowCount / 3);
        interruption.SetResult();
        Assert.NotEqual(0, (await killed).ExitCode);
        await Task.WhenAll([.. others, RunAsync(emulator)]);
        Assert.Equal(ExpectedNames, _temp.NamesIn("images").Order(StringComparer.Ordinal));
        Assert.InRange(CountRequests(emulator), RowCount, RowCount + ThrottleLimit);
    }

    static IEnumerable<string> ExpectedNames =>
        Enumerable.Range(1, RowCount).Select(row => FormattableString.Invariant($"{row}.webp")).Order(StringComparer.Ordinal);

    static Task<EmulatorHost> StartEmulatorAsync() => EmulatorHost.StartAsync(
        new EmulatorOptions { Settings = { LatencyMs = 300, SameImage = true } }, TestContext.Current.CancellationToken);

    static int CountRequests(EmulatorHost emulator) => emulator.Journal.Requests.Count(request => request.Route == "generations");

    // Returns the counts of the summary: created, skipped, in progress elsewhere, and failed.
    async Task<int[]> RunAsync(EmulatorHost emulator)
    {
        (int exitCode, string output, string error) = await StartAsync(emulator);
        Assert.True(exitCode == 0, error);
        return [.. output.Split(' ', StringSplitOptions.TrimEntries).Select(int.Parse)];
    }

    Task<(int ExitCode, string Output, string Error)> StartAsync(EmulatorHost emulator, Task? interruption = null)
    {
        Dictionary<string, string?> environment = new()
        {
            ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
            ["COMETAPI_KEY"] = emulator.Key,
        };
        return PwshProgram.RunAsync(_temp["run.ps1"], environment, interruption, TestProcess.Manifest, _temp["images"], _temp["start"]);
    }
}
