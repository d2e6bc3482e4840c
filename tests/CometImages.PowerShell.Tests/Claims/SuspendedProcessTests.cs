using System.Diagnostics;
using System.Globalization;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Claims;

/// <summary>Processes that fight for one claim with a tiny lease, while they're suspended and killed at any instruction.</summary>
public sealed class SuspendedProcessTests : IDisposable
{
    const int Processes = 5;
    const int Seconds = 10;
    const int LeaseMs = 60;

    // The last write times of Linux have the resolution of its timer interrupt.
    const int ResolutionMs = 10;

    const string Script =
        """
        param($Manifest, $Target, $Log, $Lease, $Seconds)
        $ErrorActionPreference = 'Stop'
        Import-Module $Manifest
        $type = [CometImages.CometImage].Assembly.GetType('CometImages.Storage.TargetClaim')
        $acquire, $renew = $type.GetMethod('TryAcquire'), $type.GetMethod('Renew')
        $arguments = @($Target, [byte[]]@(10), [timespan]::FromMilliseconds($Lease))
        $writer = [IO.StreamWriter]::new($Log)
        $writer.AutoFlush = $true
        $claims = 0
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ($clock.Elapsed.TotalSeconds -lt $Seconds) {
            $claim = $acquire.Invoke($null, $arguments)
            if ($null -eq $claim) { continue }
            $claims++
            foreach ($i in 0..(Get-Random 4)) {
                $before = [Diagnostics.Stopwatch]::GetTimestamp()
                if (-not $renew.Invoke($claim, @())) { break }
                $writer.WriteLine("$claims renewed $before $([Diagnostics.Stopwatch]::GetTimestamp())")
                Start-Sleep -Milliseconds (Get-Random 40)
            }
            $writer.WriteLine("$claims released $([Diagnostics.Stopwatch]::GetTimestamp()) 0")
            $claim.Dispose()
        }
        """;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Never_do_two_of_them_hold_the_claim_and_nothing_is_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Unix suspends processes with a signal.");
        Directory.CreateDirectory(_folder["images"]);
        _folder.Write("fight.ps1", Encoding.UTF8.GetBytes(Script));
        Dictionary<string, string?> environment = [];
        Process[] processes =
        [
            .. Enumerable.Range(0, Processes).Select(i => PwshProgram.Start(
                _folder["fight.ps1"],
                environment,
                GetArguments(GetLog(i), Seconds))),
        ];
        await ModuleSession.WhenAsync(() => Enumerable.Range(0, Processes).All(i => File.Exists(GetLog(i))));

        // Each process is suspended for up to three leases, again and again. One is killed while it's suspended, one while it runs.
        string controllers = string.Join('\n', processes.Select(process =>
            $"while kill -STOP {process.Id}; do sleep 0.$(printf %03d $((RANDOM % 180))); kill -CONT {process.Id}; sleep 0.$(printf %03d $((RANDOM % 120))); done 2> /dev/null &"));
        using Process control = ChildProgram.Start(
            "bash", environment, "-c", $"{controllers}\n(sleep 3; kill -KILL {processes[0].Id}; sleep 2; kill -KILL {processes[1].Id}) &\nwait");
        foreach (Process process in processes)
        {
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0 || process == processes[0] || process == processes[1], error);
            process.Dispose();
        }

        (long Start, long End, string Holder)[] held = [.. Enumerable.Range(0, Processes).SelectMany(ReadIntervals).Order()];
        Assert.True(held.Length > 50, $"The claim was held only {held.Length} times.");
        Assert.True(held.Select(interval => interval.Holder.Split(' ')[0]).Distinct().Count() > 2, "Not all processes held the claim.");
        for (int i = 1; i < held.Length; i++)
        {
            Assert.True(
                held[i].Holder == held[i - 1].Holder || held[i].Start >= held[i - 1].End,
                $"{held[i - 1]} and {held[i]} overlap.");
        }

        await Task.Delay(2 * LeaseMs, TestContext.Current.CancellationToken);
        (int exitCode, _, string lastError) = await PwshProgram.RunAsync(_folder["fight.ps1"], environment, GetArguments(_folder["last.log"], seconds: 1));
        Assert.True(exitCode == 0, lastError);
        Assert.Empty(_folder.NamesIn("images"));
    }

    // The times in which a process knew that it holds the claim: from the end of a renewal until the lease ends or the claim is given up.
    IEnumerable<(long Start, long End, string Holder)> ReadIntervals(int process)
    {
        string[][] lines = [.. File.ReadAllLines(GetLog(process)).Select(line => line.Split(' ')).Where(line => line.Length == 4 && line[3].Length > 0)];
        foreach (string[] line in lines.Where(line => line[1] == "renewed"))
        {
            long release = lines.Where(other => other[0] == line[0] && other[1] == "released").Select(other => Parse(other[2])).FirstOrDefault(long.MaxValue);
            long start = Parse(line[3]);
            long end = Math.Min(release, Parse(line[2]) + ((LeaseMs - ResolutionMs) * Stopwatch.Frequency / 1000));
            if (start < end)
            {
                yield return (start, end, $"{process} {line[0]}");
            }
        }
    }

    string[] GetArguments(string log, int seconds) =>
    [
        TestProcess.Manifest,
        _folder["images", "boat.png"],
        log,
        LeaseMs.ToString(CultureInfo.InvariantCulture),
        seconds.ToString(CultureInfo.InvariantCulture),
    ];

    static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    string GetLog(int process) => _folder[$"{process}.log"];
}
