using System.Diagnostics;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>Ctrl+C in a real pwsh: the requests that the service may have charged are recorded, and the next command says so once.</summary>
public sealed class InterruptTests : IDisposable
{
    const int Count = 20;

    readonly TempFolder _folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_in_progress_at_Ctrl_C_are_recorded_and_the_next_command_tells_of_them_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process be started that another one interrupts.");
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: Cancellation);
        emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Prompt = "slow*", Count = 0 });
        string manifest = Path.Combine(CodeBlock.Root, "CometImages.psd1");
        string batch = _folder.Write("batch.ps1", System.Text.Encoding.UTF8.GetBytes(
            $"Import-Module '{manifest}'; 'done', 'gone' | New-CometImage -Quality low | Out-Null; " +
            $"1..{Count} | ForEach-Object {{ [pscustomobject]@{{ Prompt = \"slow $_\"; OutFile = \"$_.png\" }} }} | New-CometImage -Quality low -ThrottleLimit {Count}"));
        string next = _folder.Write("next.ps1", System.Text.Encoding.UTF8.GetBytes(
            $"Import-Module '{manifest}'; New-CometImage x -Quality low -WarningVariable told 3> $null | Out-Null; \"$told\""));

        using (Process pwsh = PwshProgram.StartInterruptible(batch, GetEnvironment(emulator)))
        {
            await ModuleSession.WhenAsync(() => emulator.Journal.Requests.Count == Count + 2);
            using Process kill = Process.Start("kill", ["-INT", $"{pwsh.Id}"]);
            await pwsh.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        }

        string list = _folder.Write("list.ps1", System.Text.Encoding.UTF8.GetBytes(
            $"Import-Module '{manifest}'; Get-CometImageHistory -Status InDoubt | ForEach-Object {{ \"$($_.Prompt)|$(Split-Path -Leaf $_.OutFile)|$($_.Quality)\" }}"));
        string[] records = (await PwshProgram.RunAsync(list, GetEnvironment(emulator))).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string?[] sent =
        [
            .. emulator.Journal.Requests.Where(request => request.ClientAborted).Select(request => JsonElement.Parse(request.Body).GetProperty("prompt").GetString()),
        ];
        Assert.Equal(Count, sent.Length);
        Assert.Equal(sent.Select(prompt => $"{prompt}|{prompt!["slow ".Length..]}.png|low").Order(), records.Order());

        string told = (await PwshProgram.RunAsync(next, GetEnvironment(emulator))).Output.Trim();
        Assert.Equal(
            $"Requests of stopped commands may have been made and charged ({Count}). To list them, run: Get-CometImageHistory -Status InDoubt", told);
        Assert.Empty((await PwshProgram.RunAsync(next, GetEnvironment(emulator))).Output.Trim());
    }

    Dictionary<string, string?> GetEnvironment(EmulatorHost emulator) => new()
    {
        ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
        ["COMETAPI_KEY"] = emulator.Key,
        ["XDG_DATA_HOME"] = _folder["data"],
    };
}
