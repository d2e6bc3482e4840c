using System.Diagnostics;

namespace CometImages.Benchmarks.Service;

/// <summary>The server as a child process, so that its CPU time and memory aren't counted with those of the contestants' process.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process;

    ServerProcess(Process process) => _process = process;

    public static Uri Origin { get; private set; } = null!;

    public static ServerProcess Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        Origin = new Uri(process.StandardOutput.ReadLine()!);
        return new ServerProcess(process);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
