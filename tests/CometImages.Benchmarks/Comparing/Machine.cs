using System.Globalization;
using System.Runtime.InteropServices;

namespace CometImages.Benchmarks.Comparing;

/// <summary>What figures are worth little without.</summary>
static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.Now:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}");
}
