using System.Reflection;

namespace CometImages.Benchmarks.Shell;

/// <summary>A build of the module: the one of this checkout, and those that the command line adds.</summary>
public sealed record ModuleBuild(string Manifest)
{
    public static IList<ModuleBuild> All { get; } =
        [new(typeof(ModuleBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ModuleManifest").Value!)];

    public string Import => $"Import-Module '{Manifest}'";

    /// <summary>The name of the module's folder.</summary>
    public override string ToString() => Path.GetFileName(Path.GetDirectoryName(Manifest))!;
}
