using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

public sealed class PublishedEmulatorTests(PublishedEmulator emulator) : IClassFixture<PublishedEmulator>, IDisposable
{
    const long MaxLength = 60_000_000;

    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    readonly TempFolder _folder = new();

    [Fact]
    public void It_is_small() => Assert.InRange(
        new DirectoryInfo(emulator.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, MaxLength);

    [Fact]
    public async Task It_ends_when_the_PowerShell_that_started_it_is_killed()
    {
        string script = _folder.Write("start.ps1", Encoding.UTF8.GetBytes("(Start-CometEmulator).BaseUri; Start-Sleep -Seconds 600"));
        using Process pwsh = PwshProgram.Start(
            script, new Dictionary<string, string?> { ["PSModulePath"] = emulator.ModulePath, ["COMETAPI_BASE_URL"] = null });
        Uri service = new((await pwsh.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        Assert.True(await ListensAsync(service));

        pwsh.Kill();
        for (Stopwatch elapsed = Stopwatch.StartNew(); await ListensAsync(service); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(elapsed.Elapsed < s_timeout, $"{service} still listens.");
        }
    }

    public void Dispose() => _folder.Dispose();

    static async Task<bool> ListensAsync(Uri service)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(service.Host, service.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
