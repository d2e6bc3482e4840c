using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using CometImages.PowerShell.Tests.Help;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>What a build leaves in the assemblies is the same on every machine. That two builds are equal, byte by byte, the workflow shows.</summary>
[Collection(SamePackage.Name)]
public sealed class ReproducibleTests(MadePackage package)
{
    [Fact]
    public void The_compiler_was_asked_for_the_same_bytes_each_time() => Assert.All(package.Assemblies, file =>
    {
        using PEReader image = new(File.OpenRead(file));
        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    });

    [Fact]
    public void Sources_have_paths_that_no_machine_has() => Assert.All(package.Assemblies, file =>
    {
        using PEReader image = new(File.OpenRead(file));
        DebugDirectoryEntry entry = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        MetadataReader reader = symbols.GetMetadataReader();
        string[] sources = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.StartsWith("/_", source, StringComparison.Ordinal));
    });

    [Fact]
    public void No_file_tells_where_it_was_made()
    {
        string[] places = [CodeBlock.Root, package.ModulePath, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar];
        Assert.All(Directory.EnumerateFiles(package.Folder, "*", SearchOption.AllDirectories), file =>
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.All(places, place => Assert.False(Has(bytes, Encoding.UTF8.GetBytes(place)) || Has(bytes, Encoding.Unicode.GetBytes(place)), place));
        });
    }

    static bool Has(byte[] bytes, byte[] text) => bytes.AsSpan().IndexOf(text) >= 0;
}
