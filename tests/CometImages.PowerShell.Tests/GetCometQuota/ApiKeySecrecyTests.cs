using System.Net;
using System.Net.Sockets;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.GetCometQuota;

/// <summary>The URL of the balance contains the API key, so everything that a real pwsh writes is searched for it.</summary>
public sealed class ApiKeySecrecyTests : IDisposable
{
    // A URL escapes one of them.
    const string Wrong = "wrong+key/of-this-test";

    const string Script =
        """
        Import-Module $env:QUOTA_TEST_MODULE
        $null = Start-Transcript "$PSScriptRoot/transcript.txt"
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        foreach ($uri in $env:QUOTA_TEST_URIS -split ' ') {
            foreach ($key in $env:COMETAPI_KEY, $env:QUOTA_TEST_WRONG_KEY) {
                $connection = @{ BaseUri = $uri; ApiKey = $key; TimeoutSec = 1; MaximumRetryCount = 0 }
                try {
                    Get-CometQuota @connection -Verbose -Debug -InformationVariable info -OutVariable out | Format-List * | Out-Default
                    $info, $out | Format-List * | Out-Default
                    Test-CometConnection @connection -Verbose -Debug | Out-Default
                }
                catch {
                    Write-Error $_ -ErrorAction Continue
                }
            }
        }

        foreach ($failure in $Error) {
            $failure | Format-List * -Force | Out-Default
            for ($exception = $failure.Exception; $exception; $exception = $exception.InnerException) {
                $exception.ToString() | Out-Default
                $exception | Format-List * -Force | Out-Default
            }
        }

        $job = Start-Job { Import-Module $env:QUOTA_TEST_MODULE; Get-CometQuota -BaseUri ($env:QUOTA_TEST_URIS -split ' ')[0] -Verbose -Debug }
        $null = Wait-Job $job
        $job, $job.ChildJobs | Format-List * -Force | Out-Default
        $job | Receive-Job *>&1 | Out-Default
        Get-History | Format-List * | Out-Default
        $null = Stop-Transcript
        """;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_API_key_is_in_no_stream_error_transcript_job_or_file()
    {
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using RawServer html = RawServer.Respond(
            "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 15\nConnection: close\n\n<!doctype html>");
        using RawServer silent = new(_ => Thread.Sleep(Timeout.Infinite));
        using RawServer echo = new(request =>
        {
            request.Send(Encoding.UTF8.GetBytes(request.Head));
            request.Close();
        });
        using Socket refusing = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string[] uris =
            [$"{emulator.BaseUri}", $"{html.Address}v1", $"{silent.Address}v1", $"{echo.Address}v1", $"http://{refusing.LocalEndPoint}/v1"];
        string script = _folder.Write("script.ps1", Encoding.UTF8.GetBytes(Script));
        (_, string output, string error) = await PwshProgram.RunAsync(script, new Dictionary<string, string?>
        {
            ["COMETAPI_KEY"] = emulator.Key,
            ["QUOTA_TEST_WRONG_KEY"] = Wrong,
            ["QUOTA_TEST_MODULE"] = TestProcess.Manifest,
            ["QUOTA_TEST_URIS"] = string.Join(' ', uris),
            ["XDG_DATA_HOME"] = _folder["data"],
        });

        // Each case was reached: success, wrong key, HTML, timeout, a response that isn't HTTP, connection refused.
        string transcript = File.ReadAllText(_folder["transcript.txt"]);
        Assert.All(
            (string[])
            ["AccountRequestCount", "The API key is invalid.", "isn't a balance", "wasn't received within 1 s", "***", "Connection refused"],
            text => Assert.Contains(text, transcript, StringComparison.Ordinal));
        IEnumerable<string> files = _folder.Files().Where(file => file != "script.ps1").Select(file => File.ReadAllText(_folder[file]));
        string everything = string.Concat([output, error, .. files]);
        Assert.Contains("ChildJobs", everything, StringComparison.Ordinal);

        // The terminal breaks lines.
        string unbroken = everything.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        Assert.All(
            (string[])[emulator.Key, Wrong, Uri.EscapeDataString(Wrong)],
            key => Assert.DoesNotContain(key, unbroken, StringComparison.Ordinal));
    }
}
