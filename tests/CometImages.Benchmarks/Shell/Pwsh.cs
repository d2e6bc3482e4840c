using System.Globalization;
using System.Reflection;
using CometImages.Benchmarks.Peers;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Shell;

/// <summary>PowerShell as it is installed here, a fresh process each time, with our server as the service.</summary>
sealed class Pwsh(string path, TempFolder folder)
{
    /// <summary>The module under measure.</summary>
    public static string Manifest { get; } =
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ModuleManifest").Value!;

    /// <summary>Runs one of our scripts, and takes its lines as numbers.</summary>
    public async Task<IReadOnlyList<double[]>> RunAsync(string script, params string[] arguments)
    {
        string[] shell = ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Shell", script)];
        Dictionary<string, string> environment = new()
        {
            ["COMETAPI_KEY"] = Peer.NoKey,
            ["COMETAPI_BASE_URL"] = ServerProcess.BaseUri(Answer.Url).AbsoluteUri,

            // The spool of these runs, not the user's.
            ["XDG_DATA_HOME"] = folder.FullName,
        };
        string output = await ChildProcess.RunAsync(path, [.. shell, .. arguments], environment);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Select(line => line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
    }
}
