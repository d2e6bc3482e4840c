using System.Net;
using System.Net.Sockets;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Connection;

/// <summary>The environment's proxy, which a process reads once, so each of these has a process of its own.</summary>
public sealed class ProxyEnvironmentTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly TcpListener _proxy = new(IPAddress.Loopback, 0);

    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task A_key_that_is_not_encrypted_goes_through_no_proxy_of_the_environment(string variable)
    {
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _proxy.Start();
        Task<string> seen = ReadAsync();
        string script = _folder.Write("script.ps1", Encoding.UTF8.GetBytes(
            $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{TestProcess.Manifest}}'
            $null = New-CometImage x -BaseUri $env:PROXY_TEST_BASE_URI -ApiKey $env:PROXY_TEST_KEY -MaximumRetryCount 0 -TimeoutSec 20
            """));

        // On Windows, two of these are one: what is taken away last would be gone.
        Dictionary<string, string?> environment = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        {
            ["http_proxy"] = null,
            ["HTTP_PROXY"] = null,
            ["all_proxy"] = null,
            ["ALL_PROXY"] = null,
            ["no_proxy"] = null,
            ["NO_PROXY"] = null,
            ["PROXY_TEST_KEY"] = emulator.Key,
            ["PROXY_TEST_BASE_URI"] = emulator.BaseUri.ToString(),
        };
        environment[variable] = $"http://{_proxy.LocalEndpoint}";
        (int exitCode, _, string error) = await PwshProgram.RunAsync(script, environment);
        _proxy.Stop();

        Assert.DoesNotContain(emulator.Key, await seen, StringComparison.Ordinal);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Single(emulator.Journal.Requests);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _folder.Dispose();
    }

    // What the first that comes sends, or nothing when the listener is stopped before.
    async Task<string> ReadAsync()
    {
        try
        {
            using TcpClient client = await _proxy.AcceptTcpClientAsync();
            byte[] head = new byte[64 * 1024];
            return Encoding.ASCII.GetString(head, 0, await client.GetStream().ReadAsync(head));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
