using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>The package in a folder that is a repository of PSResourceGet. Each command has its own process.</summary>
[Collection(SamePackage.Name)]
public sealed class PSResourceTests(MadePackage package) : IDisposable
{
    const string Older = "0.0.9";

    readonly UserFolder _user = new();

    [Fact]
    public async Task It_is_published_installed_updated_used_and_uninstalled()
    {
        TempFolder.Copy(package.Folder, _user["older", "CometImages"]);
        string manifest = _user["older", "CometImages", "CometImages.psd1"];
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"'{package.Version}'", $"'{Older}'", StringComparison.Ordinal));
        await _user.RunAsync(
            $"""
            Register-PSResourceRepository Team -Uri (New-Item '{_user["team"]}' -ItemType Directory).FullName -Trusted
            Publish-PSResource -Path '{_user["older", "CometImages"]}' -Repository Team
            Publish-PSResource -Path '{package.Folder}' -Repository Team
            """);

        await _user.RunAsync($"Install-PSResource CometImages -Version {Older} -Repository Team");
        Assert.Equal([Older], await _user.RunAsync("(Get-Command New-CometImage).Version.ToString()"));

        await _user.RunAsync("Update-PSResource CometImages -Repository Team");
        Assert.Equal([Older, package.Version], InstalledVersions());

        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _user.Environment["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString();
        _user.Environment["COMETAPI_KEY"] = emulator.Key;
        Assert.Equal(
            [package.Version, "lighthouse.png"],
            await _user.RunAsync(
                $"""
                (Get-Command New-CometImage).Version.ToString()
                (Get-Item (New-CometImage 'A lighthouse' -OutFile '{_user["lighthouse.png"]}').Path).Name
                """));

        await _user.RunAsync($"Uninstall-PSResource CometImages -Version {package.Version}");
        Assert.Equal([Older], InstalledVersions());
        await _user.RunAsync("Uninstall-PSResource CometImages");
        Assert.Equal(["0"], await _user.RunAsync("@(Get-Module CometImages -ListAvailable).Count"));
    }

    public void Dispose() => _user.Dispose();

    string[] InstalledVersions() =>
        [.. Directory.EnumerateDirectories(Path.Combine(_user.Modules, "CometImages")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
}
