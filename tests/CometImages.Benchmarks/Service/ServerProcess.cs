using System.Diagnostics;

namespace CometImages.Benchmarks.Service;

/// <summary>The server as a child process, whose CPU time and memory aren't counted with those of the contestants' process.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process = Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public ServerProcess() => Origin = new Uri(_process.StandardOutput.ReadLine()!);

    public static Uri Origin { get; private set; } = null!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
