using System.Reflection;
using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Help;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>There is one version, and the manifest has it.</summary>
[Collection(SamePackage.Name)]
public sealed partial class VersionTests(MadePackage package)
{
    [Fact]
    public void The_assemblies_have_the_manifests() => Assert.All(
        package.Assemblies, file => Assert.Equal(Version.Parse($"{package.Version}.0"), AssemblyName.GetAssemblyName(file).Version));

    [Fact]
    public void A_users_report_can_name_the_commit() => Assert.All(
        package.Assemblies,
        file => Assert.Matches($@"^{Regex.Escape(package.Version)}(\+[0-9a-f]{{40}})?$", System.Diagnostics.FileVersionInfo.GetVersionInfo(file).ProductVersion));

    [Fact]
    public void The_changelogs_newest_entry_is_about_it() =>
        Assert.Equal(package.Version, NewestEntry().Match(File.ReadAllText(Path.Combine(CodeBlock.Root, "CHANGELOG.md"))).Groups[1].Value);

    [GeneratedRegex(@"^## (\S+)", RegexOptions.Multiline)]
    private static partial Regex NewestEntry();
}
