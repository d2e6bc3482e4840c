using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Session;

public sealed class LoadingTests
{
    [Fact]
    public async Task The_assemblies_are_loaded_from_the_lib_folder()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> places = await session.OutputAsync(
            """
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
                if ($assembly.GetName().Name -in 'CometImages', 'CometImages.PowerShell') { $assembly.Location }
            }
            """);
        string lib = Path.Combine(Path.GetDirectoryName(TestProcess.Manifest)!, "lib", "net8.0");
        Assert.Equal(
            [Path.Combine(lib, "CometImages.PowerShell.dll"), Path.Combine(lib, "CometImages.dll")],
            places.Select(place => (string)place.BaseObject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_module_exports_its_cmdlets_and_nothing_else()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> commands = await session.OutputAsync("foreach ($command in Get-Command -Module CometImages) { \"$($command.CommandType) $command\" }");
        Assert.Equal(
            [
                "Cmdlet Clear-CometImageHistory",
                "Cmdlet Edit-CometImage",
                "Cmdlet Export-CometImageGallery",
                "Cmdlet Get-CometImage",
                "Cmdlet Get-CometImageHistory",
                "Cmdlet Get-CometImageModel",
                "Cmdlet Get-CometQuota",
                "Cmdlet Measure-CometImageCost",
                "Cmdlet New-CometImage",
                "Cmdlet Save-CometImage",
                "Cmdlet Show-CometImage",
                "Cmdlet Test-CometConnection",
            ],
            commands.Select(command => command.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_type_CometImage_resolves_before_the_first_command()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal("CometImages.CometImage", (await session.OutputAsync("[CometImages.CometImage].FullName"))[0].ToString());
    }

    [Fact]
    public async Task The_module_can_be_removed_and_imported_again()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("$null = New-CometImage 'a boat' @Small; Remove-Module CometImages");
        Assert.Empty(await session.OutputAsync("Get-Command *-CometImage*"));

        IReadOnlyList<PSObject> images = await session.OutputAsync("Import-Module $Manifest -ErrorAction Stop; New-CometImage 'a boat' @Small");
        Assert.StartsWith("http", images.Single().Text("Url"), StringComparison.Ordinal);
        Assert.Equal(2, session.Requests.Count);
    }

    [Fact]
    public async Task Removing_the_module_does_not_affect_another_session()
    {
        await using ModuleSession stays = await ModuleSession.StartAsync();
        await using ModuleSession leaves = await ModuleSession.StartAsync();
        await leaves.OutputAsync("Remove-Module CometImages");
        Assert.Single(await stays.OutputAsync("New-CometImage 'a boat' @Small"));
    }
}
