namespace CometImages.Benchmarks.Shell;

/// <summary>A build of the module: this checkout's, or another that the command line adds.</summary>
public sealed record ModuleBuild(string Manifest)
{
    public static IList<ModuleBuild> All { get; } = [new(BuildMetadata.Get("ModuleManifest"))];

    public string Import => $"Import-Module '{Manifest}'";

    /// <summary>Returns the name of the module's folder.</summary>
    public override string ToString() => Path.GetFileName(Path.GetDirectoryName(Manifest))!;
}
