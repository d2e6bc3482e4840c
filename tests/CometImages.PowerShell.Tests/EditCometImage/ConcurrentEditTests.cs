using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>A real pwsh that edits the files of a folder.</summary>
public sealed class ConcurrentEditTests : IDisposable
{
    const int FileCount = 30;
    const int ThrottleLimit = 5;

    const string Script =
        """
        param($Manifest, $Source, $Target)
        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'SilentlyContinue'
        Import-Module $Manifest
        Get-ChildItem $Source | Edit-CometImage 'make it night' -OutFile { Join-Path $Target $_.Name } -SkipExisting -ThrottleLimit 5 |
            ForEach-Object { Split-Path -Leaf $_.Path }
        """;

    static readonly (SKEncodedImageFormat Format, string Extension)[] s_formats =
        [(SKEncodedImageFormat.Png, "png"), (SKEncodedImageFormat.Jpeg, "jpg"), (SKEncodedImageFormat.Webp, "webp")];

    readonly TempFolder _temp = new();

    public ConcurrentEditTests()
    {
        _temp.Write("run.ps1", System.Text.Encoding.UTF8.GetBytes(Script));
        for (int i = 0; i < FileCount; i++)
        {
            (SKEncodedImageFormat format, string extension) = s_formats[i % s_formats.Length];
            _temp.Write(Path.Combine("source", FormattableString.Invariant($"{i:00}.{extension}")), EditSession.CreateImage(format, seed: i + 1));
        }
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_files_of_a_folder_are_edited_at_the_same_time_and_written_in_their_order()
    {
        await using EmulatorHost emulator = await StartEmulatorAsync();
        (int exitCode, string output, string error) = await RunAsync(emulator);
        Assert.True(exitCode == 0, error);
        Assert.Equal(_temp.NamesIn("source"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(_temp.NamesIn("source"), _temp.NamesIn("target"));
        JournalEntry[] edits = GetEdits(emulator);
        Assert.Equal(FileCount, edits.Length);
        Assert.Equal(SourceHashes, edits.Select(GetSource).Order(StringComparer.Ordinal));
        Assert.Equal(ThrottleLimit, edits.Max(edit => edits.Count(other => other.StartedAt <= edit.StartedAt && other.EndedAt > edit.StartedAt)));
    }

    [Fact]
    public async Task After_the_process_was_killed_only_what_it_had_in_flight_is_requested_again()
    {
        Assert.SkipWhen(Wine.IsPresent, Wine.NoOtherPrograms);
        await using EmulatorHost emulator = await StartEmulatorAsync();
        TaskCompletionSource interruption = new();
        Task<(int ExitCode, string Output, string Error)> killed = RunAsync(emulator, interruption.Task);
        await ModuleSession.WhenAsync(() => GetEdits(emulator).Length > FileCount / 2);
        interruption.SetResult();
        Assert.NotEqual(0, (await killed).ExitCode);
        await ModuleSession.WhenAsync(() => GetEdits(emulator).All(edit => edit.EndedAt is not null));
        string[] written = [.. _temp.NamesIn("target").Intersect(_temp.NamesIn("source")).Select(name => Properties.Sha256(_temp["source", name]))];
        JournalEntry[] before = GetEdits(emulator);

        (int exitCode, string output, string error) = await RunAsync(emulator);
        Assert.True(exitCode == 0, error);
        Assert.Equal(_temp.NamesIn("source"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(_temp.NamesIn("source"), _temp.NamesIn("target"));
        string[] again = [.. GetEdits(emulator).Skip(before.Length).Select(GetSource)];
        Assert.Equal(SourceHashes.Except(written), again.Order(StringComparer.Ordinal));
        Assert.InRange(before.Select(GetSource).Intersect(again).Count(), 1, ThrottleLimit);
    }

    IEnumerable<string> SourceHashes =>
        _temp.NamesIn("source").Select(name => Properties.Sha256(_temp["source", name])).Order(StringComparer.Ordinal);

    static Task<EmulatorHost> StartEmulatorAsync() => EmulatorHost.StartAsync(
        new EmulatorOptions { Settings = { LatencyMs = 500, SameImage = true } }, TestContext.Current.CancellationToken);

    static JournalEntry[] GetEdits(EmulatorHost emulator) => [.. emulator.Journal.Requests.Where(request => request.Route == "edits")];

    // A killed client may not have sent the whole form.
    static string GetSource(JournalEntry edit) => edit.Parts?.SingleOrDefault(part => part.Name == "image")?.Sha256 ?? "";

    Task<(int ExitCode, string Output, string Error)> RunAsync(EmulatorHost emulator, Task? interruption = null)
    {
        Dictionary<string, string?> environment = new()
        {
            ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
            ["COMETAPI_KEY"] = emulator.Key,
        };
        return PwshProgram.RunAsync(_temp["run.ps1"], environment, interruption, TestProcess.Manifest, _temp["source"], _temp["target"]);
    }
}
