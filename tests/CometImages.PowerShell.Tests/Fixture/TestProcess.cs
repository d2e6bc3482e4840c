using System.Reflection;
using System.Runtime.CompilerServices;
using CometImages.Tests.Shared;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>What holds for the whole test process: its own spool, and no settings of the user's.</summary>
static class TestProcess
{
    /// <summary>The built module's manifest.</summary>
    public static string Manifest { get; } = BuildPath("ModuleManifest");

    /// <summary>The user's own key, taken out of the environment so that no test uses it by accident; null when there is none.</summary>
    public static string? LiveKey { get; private set; }

    /// <summary>Where pictures lie until they are saved.</summary>
    public static string Spool => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "CometImages", "spool");

    /// <summary>Gets a path that the project file has written into this assembly.</summary>
    public static string BuildPath(string name) =>
        typeof(TestProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;

#pragma warning disable CA2255 // An executable of tests: nobody else runs it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        LiveKey = Environment.GetEnvironmentVariable("COMETAPI_KEY") is { Length: > 0 } key ? key : null;
        Environment.SetEnvironmentVariable("COMETAPI_KEY", null);
        Environment.SetEnvironmentVariable("COMETAPI_BASE_URL", null);

        // On Linux this moves the local application data folder, and with it the spool.
        DirectoryInfo data = Directory.CreateTempSubdirectory("comet-data-");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", data.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TempFolder.Delete(data.FullName);
    }
}
