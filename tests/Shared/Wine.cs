namespace CometImages.Tests.Shared;

/// <summary>Wine, which runs programs for Windows on Linux.</summary>
static class Wine
{
    public const string NoLargeWrites = "Wine 8 doesn't send more than 1024 buffers at once (IOV_MAX).";

    public const string NoOtherPrograms = "Wine has no installed .NET that could run another program.";

    /// <summary>Gets a value that indicates whether this process runs under Wine.</summary>
    public static bool IsPresent { get; } = Environment.GetEnvironmentVariable("WINEUSERNAME") is not null;
}
