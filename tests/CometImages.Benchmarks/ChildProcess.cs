using System.Diagnostics;

namespace CometImages.Benchmarks;

static class ChildProcess
{
    public static async Task RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{start.FileName}' ended with exit code {process.ExitCode}.");
        }
    }
}
