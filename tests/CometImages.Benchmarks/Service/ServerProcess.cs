using System.Diagnostics;
using CometImages.Tests.Shared;

namespace CometImages.Benchmarks.Service;

/// <summary>The server as a child process, whose CPU time and memory aren't counted with those of the contestants' process.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process = Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public ServerProcess() => Origin = new Uri(_process.StandardOutput.ReadLine()!);

    public static Uri Origin { get; private set; } = null!;

    /// <summary>
    /// Sends the prepared responses until the standard input ends, which it does when the parent process ends. The emulator would be slower
    /// than some contestants, because it draws images and validates and records requests.
    /// </summary>
    public static void Serve()
    {
        Dictionary<string, (Lazy<byte[]> Bytes, int Delay)> responses =
            PreparedResponse.All.ToDictionary(response => response.Name, response => (new Lazy<byte[]>(response.ToBytes), response.Delay));
        using RawServer server = new(request =>
        {
            (Lazy<byte[]> bytes, int delay) = responses[request.Target.Split('/')[1]];
            Thread.Sleep(delay);
            request.Send(bytes.Value);
        },
        keepsBodies: false);
        Console.WriteLine(server.Address);
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
