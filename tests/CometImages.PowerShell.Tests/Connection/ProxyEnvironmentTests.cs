using System.Text;
using CometImages.Emulator;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Connection;

/// <summary>A process reads the environment's proxy once, so each of these tests starts a process.</summary>
public sealed class ProxyEnvironmentTests
{
    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task An_unencrypted_API_key_is_not_sent_to_a_proxy_of_the_environment(string variable)
    {
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using RawServer proxy = RawServer.Respond("HTTP/1.1 502 Bad Gateway\nContent-Length: 0\nConnection: close\n\n");
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", Encoding.UTF8.GetBytes(
            $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{TestProcess.Manifest}}'
            $null = New-CometImage x -BaseUri $env:PROXY_TEST_BASE_URI -ApiKey $env:PROXY_TEST_KEY -MaximumRetryCount 0 -TimeoutSec 20
            """));

        // On Windows, http_proxy and HTTP_PROXY are one variable: removing the second would remove the first.
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
        environment[variable] = proxy.Address.ToString();
        (int exitCode, _, string error) = await PwshProgram.RunAsync(script, environment);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(0, proxy.RequestCount);
        Assert.Single(emulator.Journal.Requests);
    }
}
