using System.Reflection;

namespace CometImages.Benchmarks;

/// <summary>The paths that the project file writes into the assembly.</summary>
static class BuildMetadata
{
    public static string Get(string key) =>
        typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
