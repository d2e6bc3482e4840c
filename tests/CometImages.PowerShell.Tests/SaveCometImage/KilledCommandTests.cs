using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

/// <summary>A process that is killed leaves a partial file, which the next command deletes.</summary>
public sealed class KilledCommandTests
{
    const string Script =
        """
        param($Manifest, $Folder, $Url)
        $ErrorActionPreference = 'Stop'
        Import-Module $Manifest
        [pscustomobject]@{ Url = $Url; Prompt = 'boat' } | Save-CometImage $Folder -FileName boat | Out-Null
        """;

    const string Url = "(New-CometImage x @Small).Url";

    [Fact]
    public async Task A_partial_file_is_deleted_when_no_process_holds_it()
    {
        Assert.SkipWhen(Wine.IsPresent, Wine.NoOtherPrograms);
        await using ModuleSession session = await ModuleSession.StartAsync();
        string url = Assert.Single(await session.OutputAsync(Url)).ToString();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.StallBody, Route = "images" });
        TaskCompletionSource kill = new();
        Task<(int ExitCode, string Output, string Error)> killed = RunAsync(session, url, [], kill.Task);
        await ModuleSession.WhenAsync(() => session.Downloads.Count == 1);
        string partial = Assert.Single(session.Folder.NamesIn("images"));
        Assert.EndsWith(".part", partial, StringComparison.Ordinal);

        await session.OutputAsync($"{Url} | Save-CometImage images -FileName first");
        Assert.Contains(partial, session.Folder.NamesIn("images"));

        kill.SetResult();
        Assert.NotEqual(0, (await killed).ExitCode);
        Assert.Contains(partial, session.Folder.NamesIn("images"));

        await session.OutputAsync($"{Url} | Save-CometImage images/second.png -WhatIf");
        Assert.Contains(partial, session.Folder.NamesIn("images"));

        await session.OutputAsync($"{Url} | Save-CometImage images/second.png");
        Assert.Equal(["first.webp", "second.webp"], session.Folder.NamesIn("images"));
    }

    [Fact]
    public async Task A_partial_file_in_the_folder_of_OutFile_is_deleted()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("images/boat.1a2b3c4d.part", [1]);
        await session.OutputAsync($"[pscustomobject]@{{ Url = {Url}; OutFile = 'images/boat.webp' }} | Save-CometImage");
        Assert.Equal(["boat.webp"], session.Folder.NamesIn("images"));
    }

    [Fact]
    public async Task No_partial_file_is_deleted_where_files_cannot_be_locked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, files are always locked.");
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("images/boat.1a2b3c4d.part", [1]);
        string url = Assert.Single(await session.OutputAsync(Url)).ToString();
        (int exitCode, _, string error) = await RunAsync(session, url, new() { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" });
        Assert.True(exitCode == 0, error);
        Assert.Equal(["boat.1a2b3c4d.part", "boat.webp"], session.Folder.NamesIn("images"));
    }

    static Task<(int ExitCode, string Output, string Error)> RunAsync(
        ModuleSession session, string url, Dictionary<string, string?> environment, Task? interruption = null)
    {
        string script = session.Folder.Write("save.ps1", System.Text.Encoding.UTF8.GetBytes(Script));
        return PwshProgram.RunAsync(script, environment, interruption, TestProcess.Manifest, session.Folder["images"], url);
    }
}
