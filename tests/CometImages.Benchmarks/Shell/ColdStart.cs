namespace CometImages.Benchmarks.Shell;

[Description("PowerShell: one image from the start of a process to its end")]
[WarmupCount(1), IterationCount(15), InvocationCount(1)]
public class ColdStart : ShellBenchmark
{
    [ParamsSource(nameof(Responses))]
    public PreparedResponse Images { get; set; } = null!;

    public IEnumerable<PreparedResponse> Responses => [PreparedResponse.Small, PreparedResponse.One];

    [Benchmark(Baseline = true)]
    public Task PwshAlone() => RunAsync("exit");

    [Benchmark]
    public Task InvokeRestMethod() => RunAsync(SaveWithRestMethod(Images));

    [Benchmark]
    public Task NewCometImage() => RunAsync($"{Module.Import}; $null = {SaveWithModule(Images)}");

    Task RunAsync(string command) => ChildProcess.RunAsync(Pwsh.CreateStartInfo(command));
}
