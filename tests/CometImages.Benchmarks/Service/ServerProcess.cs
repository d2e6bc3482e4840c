using System.Diagnostics;

namespace CometImages.Benchmarks.Service;

/// <summary>The server as a child process. Every process of a run finds it through the environment.</summary>
sealed class ServerProcess : IDisposable
{
    const string Variable = "COMETIMAGES_BENCHMARKS_SERVER";

    readonly Process _process;

    ServerProcess(Process process) => _process = process;

    /// <summary>What clients take as the base URL for an answer.</summary>
    public static Uri BaseUri(Answer answer) => new($"{Environment.GetEnvironmentVariable(Variable)}/{answer.Route}/v1");

    /// <summary>Where the answer itself is.</summary>
    public static Uri Generations(Answer answer) => new($"{BaseUri(answer)}/images/generations");

    public static ServerProcess Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        Environment.SetEnvironmentVariable(Variable, process.StandardOutput.ReadLine());
        return new ServerProcess(process);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
