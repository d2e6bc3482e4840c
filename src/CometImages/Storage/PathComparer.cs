using System.Runtime.InteropServices;

namespace CometImages.Storage;

/// <summary>Compares paths as the platform's file systems usually do: case matters on Linux only.</summary>
static class PathComparer
{
    public static StringComparer Instance { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}
