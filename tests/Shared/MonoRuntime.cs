namespace CometImages.Tests.Shared;

/// <summary>Mono, which stands in for .NET Framework on Linux and macOS.</summary>
static class MonoRuntime
{
    public const string NoAtomicFiles = "Mono locks and renames a file in several steps, which .NET Framework doesn't.";

    /// <summary>Gets a value that indicates whether this process runs on Mono.</summary>
    public static bool IsPresent { get; } = Type.GetType("Mono.Runtime") is not null;
}
