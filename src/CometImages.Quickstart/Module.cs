using System.Reflection;

namespace CometImages.Quickstart;

/// <summary>Where the built module is: this program loads it as a user does, through its manifest.</summary>
static class Module
{
    public static string Manifest { get; } = Path.GetFullPath(
        typeof(Module).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ModuleManifest").Value!);

    /// <summary>The folder that git ignores and the demonstration writes to.</summary>
    public static string DemonstrationFolder { get; } = Path.Combine(Folder, "artifacts", "quickstart");

    /// <summary>The folder that the manifest loads assemblies from.</summary>
    public static string Library { get; } = Path.Combine(Folder, "lib");

    static string Folder => Path.GetDirectoryName(Manifest)!;
}
