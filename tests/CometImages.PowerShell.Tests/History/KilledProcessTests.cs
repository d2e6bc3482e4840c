using System.Text;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.History;

/// <summary>The history of processes that are killed, and of processes that write at the same time, each in a pwsh of its own.</summary>
public sealed class KilledProcessTests : IDisposable
{
    const int Count = 60;
    const int ThrottleLimit = 8;

    readonly TempFolder _folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string HistoryFolder => _folder["data", "CometImages", "history"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_kill_exactly_the_requests_without_a_response_are_in_doubt_and_the_next_run_creates_what_is_missing()
    {
        const int Completed = 20;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Settings = { SameImage = true } }, Cancellation);
        emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Skip = Completed, Count = ThrottleLimit });
        string batch = Write(
            "batch.ps1",
            $$"""
            1..{{Count}} | ForEach-Object { [pscustomobject]@{ Prompt = "boat $_"; OutFile = "$PSScriptRoot/images/$_.png" } } |
                New-CometImage -Quality low -ThrottleLimit {{ThrottleLimit}} -SkipExisting -WarningAction Ignore
            """);
        TaskCompletionSource kill = new();
        Task<(int ExitCode, string Output, string Error)> killed = PwshProgram.RunAsync(batch, GetEnvironment(emulator), kill.Task);

        // A request in progress has one line, and a completed one has two.
        await ModuleSession.WhenAsync(() => CountLines() == (2 * Completed) + ThrottleLimit);
        kill.SetResult();
        Assert.NotEqual(0, (await killed).ExitCode);
        await ModuleSession.WhenAsync(() => emulator.Journal.Requests.All(request => request.EndedAt is not null));

        string list = Write(
            "list.ps1",
            """
            foreach ($entry in Get-CometImageHistory) {
                "$($entry.Prompt)|$($entry.Status)|$(foreach ($image in $entry.Images) { Get-Item $image.Path })"
            }
            """);
        ILookup<bool, string> sent = emulator.Journal.Requests.ToLookup(request => request.ClientAborted, GetPrompt);
        Assert.Equal((Completed, ThrottleLimit), (sent[false].Count(), sent[true].Count()));
        Assert.Equal(
            sent[true].Select(prompt => $"{prompt}|InDoubt|")
                .Concat(sent[false].Select(prompt => $"{prompt}|Completed|{_folder["images", prompt["boat ".Length..] + ".png"]}")).Order(),
            (await RunAsync(list, emulator)).Order());

        await RunAsync(batch, emulator);
        Assert.Equal(
            Enumerable.Range(1, Count).Select(number => $"{number}.png").Order(StringComparer.Ordinal), _folder.NamesIn("images"));
        Assert.Equal(Count + ThrottleLimit, emulator.Journal.Requests.Count);
    }

    [Fact]
    public async Task Processes_that_write_at_the_same_time_lose_no_request()
    {
        const int Processes = 8;
        const int Requests = 50;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Settings = { SameImage = true } }, Cancellation);
        string batch = Write(
            "batch.ps1",
            $"1..{Requests} | New-CometImage -Prompt {{ \"boat $PID $_\" }} -Model dall-e-2 -Size 256x256 -ThrottleLimit 8 -WarningAction Ignore");
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => RunAsync(batch, emulator)));

        JsonElement[] lines = [.. File.ReadLines(Assert.Single(Directory.GetFiles(HistoryFolder))).Select(line => JsonElement.Parse(line))];
        Assert.Equal(2 * Processes * Requests, lines.Length);
        Assert.Equal(
            emulator.Journal.Requests.Select(GetPrompt).Order(),
            lines.Where(line => line.TryGetProperty("request", out _))
                .Select(line => line.GetProperty("request").GetProperty("Prompt").GetString()).Order());
    }

    static string GetPrompt(JournalEntry request) => JsonElement.Parse(request.Body).GetProperty("prompt").GetString()!;

    int CountLines() => Directory.Exists(HistoryFolder) ? Directory.GetFiles(HistoryFolder, "*.jsonl").Sum(file => File.ReadLines(file).Count()) : 0;

    string Write(string name, string script) =>
        _folder.Write(name, Encoding.UTF8.GetBytes($"$ErrorActionPreference = 'Stop'; Import-Module '{TestProcess.Manifest}'; {script}"));

    async Task<string[]> RunAsync(string script, EmulatorHost emulator)
    {
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(script, GetEnvironment(emulator));
        Assert.True(exitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    Dictionary<string, string?> GetEnvironment(EmulatorHost emulator) => new()
    {
        ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
        ["COMETAPI_KEY"] = emulator.Key,
        ["XDG_DATA_HOME"] = _folder["data"],
    };
}
