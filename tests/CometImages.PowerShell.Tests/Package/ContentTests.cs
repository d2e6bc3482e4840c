using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>What is in the package.</summary>
[Collection(SamePackage.Name)]
public sealed partial class ContentTests(MadePackage package)
{
    [Fact]
    public void It_holds_what_a_user_needs_and_nothing_else() => Assert.Equal(
        """
        CometImages.Format.ps1xml
        CometImages.psd1
        LICENSE
        THIRD-PARTY-NOTICES.md
        en-US/CometImages.PowerShell.dll-Help.xml
        en-US/about_CometImages.help.txt
        en-US/about_CometImages_Emulator.help.txt
        lib/net8.0/CometImages.PowerShell.dll
        lib/net8.0/CometImages.dll
        lib/netstandard2.0/CometImages.PowerShell.dll
        lib/netstandard2.0/CometImages.dll
        lib/netstandard2.0/Microsoft.Bcl.AsyncInterfaces.dll
        lib/netstandard2.0/Microsoft.Bcl.TimeProvider.dll
        lib/netstandard2.0/System.Buffers.dll
        lib/netstandard2.0/System.Memory.dll
        lib/netstandard2.0/System.Numerics.Vectors.dll
        lib/netstandard2.0/System.Runtime.CompilerServices.Unsafe.dll
        lib/netstandard2.0/System.Text.Encodings.Web.dll
        lib/netstandard2.0/System.Text.Json.dll
        lib/netstandard2.0/System.Threading.Tasks.Extensions.dll
        """.ReplaceLineEndings().Split(Environment.NewLine),
        Directory.EnumerateFiles(package.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(package.Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Fact]
    public void PowerShell_7_gets_no_assembly_but_ours_and_Windows_PowerShell_all_that_it_lacks()
    {
        Assert.Empty(Missing("net8.0", platform: Path.GetDirectoryName(typeof(object).Assembly.Location)!));
        Assert.Empty(Missing("netstandard2.0", platform: null));
    }

    // PowerShell 7.4 runs on .NET 8, whatever these tests run on.
    [Fact]
    public void PowerShell_7_is_asked_for_nothing_newer_than_its_oldest_platform() => Assert.All(
        Directory.EnumerateFiles(package["lib", "net8.0"]).SelectMany(References), reference => Assert.InRange(reference.Version!.Major, 0, 8));

    [Fact]
    public void Whatever_is_not_ours_stands_in_the_notices_with_its_version()
    {
        string[] told = [.. NoticeRow().Matches(File.ReadAllText(package["THIRD-PARTY-NOTICES.md"])).Select(row => row.Value)];
        Assert.Equal(Dependencies(), told);
        Assert.Equal(
            Directory.EnumerateFiles(package["lib", "netstandard2.0"]).Except(package.Assemblies).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            told.Select(row => row.Split('`')[1]));
    }

    // The names that an assembly asks for and that are neither beside it nor in the platform.
    IEnumerable<string> Missing(string folder, string? platform)
    {
        string[] there = ["System.Management.Automation", "netstandard", .. Names(package["lib", folder]), .. platform is null ? [] : Names(platform)];
        return Directory.EnumerateFiles(package["lib", folder]).SelectMany(References).Select(reference => reference.Name!).Except(there);
    }

    // The table's rows as the build knows them.
    IEnumerable<string> Dependencies()
    {
        JsonElement target = JsonElement.Parse(File.ReadAllText(package.Dependencies)).GetProperty("targets").EnumerateObject().Single(found => found.Value.EnumerateObject().Any()).Value;
        return from library in target.EnumerateObject()
               where library.Value.TryGetProperty("runtime", out _)
               from file in library.Value.GetProperty("runtime").EnumerateObject()
               let name = Path.GetFileName(file.Name)
               where !name.StartsWith("CometImages", StringComparison.Ordinal) && name != "System.Management.Automation.dll"
               orderby name
               select $"| `{name}` | {library.Name.Replace("/", " | ", StringComparison.Ordinal)} |";
    }

    static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file));

    static IEnumerable<AssemblyName> References(string file)
    {
        using PEReader image = new(File.OpenRead(file));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetAssemblyReference(reference).GetAssemblyName())];
    }

    [GeneratedRegex(@"^\| `.*$", RegexOptions.Multiline)]
    private static partial Regex NoticeRow();
}
