using System.Diagnostics;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

public sealed class PublishedEmulatorTests(PublishedEmulator emulator) : IClassFixture<PublishedEmulator>, IDisposable
{
    const long MaxLength = 60_000_000;

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
        Assert.True(await ServiceProbe.ListensAsync(service));

        pwsh.Kill();
        await ServiceProbe.AssertEndsAsync(service);
    }

    public void Dispose() => _folder.Dispose();
}
