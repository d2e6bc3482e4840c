using System.Reflection;
using System.Runtime.CompilerServices;
using CometImages.Tests.Shared;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Removes the settings of the user, and on Linux gives the test process a spool and a history of its own.</summary>
static class TestProcess
{
    /// <summary>The manifest of the module that was built.</summary>
    public static string Manifest { get; } = Path.GetFullPath(BuildPath("ModuleManifest"));

    /// <summary>The API key of the user, or null. It's removed from the environment so that only <c>LiveTests</c> uses it.</summary>
    public static string? LiveKey { get; private set; }

    public static string Spool => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "CometImages", "spool");

    /// <summary>Gets a path that the project file has written into this assembly.</summary>
    public static string BuildPath(string name) =>
        typeof(TestProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;

#pragma warning disable CA2255 // No other program loads this assembly.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        LiveKey = Environment.GetEnvironmentVariable("COMETAPI_KEY") is { Length: > 0 } key ? key : null;
        Environment.SetEnvironmentVariable("COMETAPI_KEY", null);
        Environment.SetEnvironmentVariable("COMETAPI_BASE_URL", null);

        // On Linux this variable sets the local application data folder, which contains both. Elsewhere nothing does, so the history of
        // earlier runs is there, too, and a test that reads the history has to select its own requests.
        DirectoryInfo data = Directory.CreateTempSubdirectory("comet-data-");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", data.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TempFolder.Delete(data.FullName);
    }
}
