using System.Reflection;
using Xunit;

namespace CometImages.PowerShell.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void The_manifest_is_where_the_build_says() =>
        Assert.True(File.Exists(typeof(ManifestTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ModuleManifest").Value));
}
