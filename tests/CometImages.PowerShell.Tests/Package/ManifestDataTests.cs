using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;
using Engine = System.Management.Automation.PowerShell;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>What the package's manifest says, and that those who read manifests can read it.</summary>
[Collection(SamePackage.Name)]
public sealed class ManifestDataTests(MadePackage package)
{
    [Fact]
    public void Test_ModuleManifest_has_nothing_to_say_against_it()
    {
        using Engine shell = Engine.Create(InitialSessionState.CreateDefault2());
        PSModuleInfo module = Assert.Single(shell.AddCommand("Test-ModuleManifest").AddParameter("Path", package.Manifest).Invoke<PSModuleInfo>());
        Assert.Empty(shell.Streams.Error.Select(error => error.ToString()));
        Assert.Empty(shell.Streams.Warning.Select(warning => warning.Message));

        Assert.Equal(
            [
                "Clear-CometImageHistory",
                "Edit-CometImage",
                "Export-CometImageGallery",
                "Get-CometImage",
                "Get-CometImageHistory",
                "Get-CometImageModel",
                "Get-CometQuota",
                "Measure-CometImageCost",
                "New-CometImage",
                "Save-CometImage",
                "Show-CometImage",
                "Test-CometConnection",
            ],
            module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions);
        Assert.Equal(new Version(7, 4), module.PowerShellVersion);
        Assert.All((Uri[])[module.ProjectUri, module.LicenseUri, new(module.ReleaseNotes)], page => Assert.Equal("https://github.com", page.GetLeftPart(UriPartial.Authority)));
        Assert.NotEmpty(module.Tags);
        Assert.All(module.Tags, tag => Assert.DoesNotMatch(@"\s", tag));
    }

    [Theory]
    [InlineData("Core", "7.4", "lib/net8.0/")]
    [InlineData("Desktop", "5.1", "lib/netstandard2.0/")]
    public void Each_edition_has_its_assembly_and_its_oldest_version(string edition, string oldest, string folder)
    {
        Hashtable data = Read(edition);
        Assert.Equal(oldest, data["PowerShellVersion"]);
        Assert.Equal(folder + "CometImages.PowerShell.dll", data["RootModule"]);
        Assert.True(File.Exists(package[(string)data["RootModule"]!]));
    }

    [Fact]
    public void An_older_PowerShell_is_told_so_before_anything_is_loaded()
    {
        // As 7.4 is to 7.0, a version that is still to come is to this engine.
        using TempFolder folder = new();
        string manifest = File.ReadAllText(package.Manifest).Replace("'7.4'", "'99.4'", StringComparison.Ordinal);
        string newer = folder.Write("CometImages.psd1", Encoding.UTF8.GetBytes(manifest));
        using Engine shell = Engine.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", newer).Invoke();
        ErrorRecord error = Assert.Single(shell.Streams.Error);
        Assert.Equal("Modules_InsufficientPowerShellVersion", error.Id());
        Assert.Contains("minimum PowerShell version of '99.4'", error.ToString(), StringComparison.Ordinal);
    }

    // As Publish-PSResource does: data may ask for the edition, runs no command, and is read in constrained language.
    Hashtable Read(string edition)
    {
        string text = File.ReadAllText(package.Manifest);
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Runspace before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = runspace;
        try
        {
            ScriptBlock.Create(text).CheckRestrictedLanguage([], ["PSEdition", "PSScriptRoot"], allowEnvironmentVariables: true);
        }
        finally
        {
            // The thread is the next test's, too.
            Runspace.DefaultRunspace = before;
        }

        runspace.SessionStateProxy.LanguageMode = PSLanguageMode.ConstrainedLanguage;
        using Engine shell = Engine.Create(runspace);
        return Assert.Single(shell.AddScript(text.Replace("$PSEdition", $"'{edition}'", StringComparison.Ordinal)).Invoke<Hashtable>());
    }
}
