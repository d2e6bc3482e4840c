using System.Management.Automation;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.History;

/// <summary>What the cmdlets write to the history, and what they don't. Each test has its own history.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class HistoryRecordingTests : IDisposable
{
    const string DataHome = "XDG_DATA_HOME";
    const string Switch = "COMETIMAGES_HISTORY";

    readonly TempFolder _data = new();
    readonly string? _before = Environment.GetEnvironmentVariable(DataHome);

    public HistoryRecordingTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        Environment.SetEnvironmentVariable(DataHome, _data.Path);
    }

    string HistoryFolder => _data["CometImages", "history"];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(DataHome, _before);
        Environment.SetEnvironmentVariable(Switch, null);
        _data.Dispose();
    }

    [Theory]
    [InlineData("-NoHistory", null)]
    [InlineData("", "off")]
    [InlineData("", " OFF ")]
    public async Task Without_a_history_only_a_request_in_doubt_is_recorded(string parameter, string? variable)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Environment.SetEnvironmentVariable(Switch, variable);
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "bad" });
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 504, Prompt = "slow" });
        await session.RunAsync($"'good', 'bad' | New-CometImage @Small {parameter} | Save-CometImage");
        Assert.False(Directory.Exists(HistoryFolder));

        await session.RunAsync($"New-CometImage slow @Small {parameter}");
        PSObject entry = Assert.Single(await session.OutputAsync("Get-CometImageHistory"));
        Assert.Equal("slow InDoubt", $"{entry.Get("Prompt")} {entry.Get("Status")}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("on")]
    public async Task By_default_each_request_is_recorded_in_a_folder_that_only_the_user_can_read(string? variable)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Environment.SetEnvironmentVariable(Switch, variable);
        await session.OutputAsync("'a', 'b' | New-CometImage @Small");
        Assert.Equal(["a", "b"], (await session.OutputAsync("Get-CometImageHistory")).Select(entry => entry.Text("Prompt")).Order());
        PSObject mode = Assert.Single(await session.OutputAsync($"[IO.File]::GetUnixFileMode('{HistoryFolder}')"));
        Assert.Equal("UserExecute, UserWrite, UserRead", mode.ToString());
        string[] lines = File.ReadAllLines(Assert.Single(Directory.GetFiles(HistoryFolder, "*.jsonl")));
        Assert.Equal(4, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains(session.Emulator.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(session.Emulator.BaseUri.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_is_one_warning_and_the_images_are_created()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        _data.Write("CometImages/history", "a file where the folder would be"u8);
        RunResult result = await session.RunAsync("'a', 'b', 'c' | New-CometImage -Model gpt-image-2 -Quality low -ThrottleLimit 1");
        result.AssertNoErrors();
        Assert.Equal(3, result.Output.Count);
        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith($"Can't write the history '{HistoryFolder}", warning, StringComparison.Ordinal);
        Assert.Contains("COMETIMAGES_HISTORY", warning, StringComparison.Ordinal);

        Assert.Empty((await session.RunAsync("New-CometImage d -Model gpt-image-2 -Quality low -NoHistory")).Warnings);
        PSObject check = Assert.Single(await session.OutputAsync("(Test-CometConnection).Checks | Where-Object Name -EQ History"));
        Assert.False((bool?)check.Get("Ok"));
        Assert.Equal(warning, $"{check.Text("Detail")} {check.Text("Recommendation")}");
    }

    [Fact]
    public async Task A_saved_image_that_cannot_be_recorded_is_one_warning()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("$images = 'a', 'b' | New-CometImage -Model dall-e-3 -WarningAction Ignore");
        Directory.Move(HistoryFolder, HistoryFolder + "-before");
        _data.Write("CometImages/history", "a file where the folder would be"u8);
        RunResult result = await session.RunAsync($"$images | Save-CometImage '{_data["saved"]}'");
        result.AssertNoErrors();
        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("Can't write the history", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/New_York")]
    public async Task Times_at_the_ends_of_the_range_are_valid_in_all_time_zones(string timeZone)
    {
        string script = _data.Write("script.ps1", Encoding.UTF8.GetBytes(
            $$"""
            Import-Module '{{TestProcess.Manifest}}'
            Get-CometImageHistory -After ([datetime]::MinValue) -Before ([datetime]::MaxValue)
            Clear-CometImageHistory -Before ([datetime]::MinValue)
            """));
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(
            script, new Dictionary<string, string?> { ["XDG_DATA_HOME"] = _data["data"], ["TZ"] = timeZone });
        Assert.Equal((0, string.Empty, string.Empty), (exitCode, output, error));
    }

    [Fact]
    public async Task Clear_removes_the_months_that_ended()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string[] files = ["2025-12.jsonl", "2026-01.jsonl", "2026-02.jsonl", "notes.jsonl", "2026-01.txt"];
        Array.ForEach(files, file => _data.Write("CometImages/history/" + file, "\n"u8));
        await session.OutputAsync("Clear-CometImageHistory -Before '2026-02-15' -WhatIf");
        Assert.Equal(files.Order(StringComparer.Ordinal), _data.NamesIn("CometImages/history"));
        await session.OutputAsync("Clear-CometImageHistory -Before ([datetime]::new(2026, 1, 31, 0, 0, 0, [DateTimeKind]::Utc))");
        Assert.Equal(["2026-01.jsonl", "2026-01.txt", "2026-02.jsonl", "notes.jsonl"], _data.NamesIn("CometImages/history"));
        await session.OutputAsync("Clear-CometImageHistory ([datetime]::new(2026, 2, 1, 0, 0, 0, [DateTimeKind]::Utc))");
        Assert.Equal(["2026-01.txt", "2026-02.jsonl", "notes.jsonl"], _data.NamesIn("CometImages/history"));
    }

    [Fact]
    public async Task Without_a_history_there_is_nothing_to_get_or_to_clear()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Empty(await session.OutputAsync("Get-CometImageHistory; Get-CometImageHistory x.png; Clear-CometImageHistory '2026-01-01'"));
    }

    [Fact]
    public async Task Two_commands_record_all_requests_at_the_same_time()
    {
        const int Count = 40;
        await using ModuleSession one = await ModuleSession.StartAsync();
        await using ModuleSession other = await ModuleSession.StartAsync();
        string Run(string name) => $"1..{Count} | . {{ process {{ \"{name} $_\" }} }} | New-CometImage @Small -ThrottleLimit 8 -ErrorAction Stop";
        await Task.WhenAll(one.OutputAsync(Run("one")), other.OutputAsync(Run("other")));
        IEnumerable<string> entries = (await one.OutputAsync("Get-CometImageHistory -Status Completed")).Select(entry => entry.Text("Prompt")!);
        Assert.Equal(Enumerable.Range(1, Count).SelectMany(number => (string[])[$"one {number}", $"other {number}"]).Order(), entries.Order());
    }
}
