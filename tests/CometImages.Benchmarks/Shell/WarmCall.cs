using CometImages.Benchmarks.Core;

namespace CometImages.Benchmarks.Shell;

[Description("PowerShell: one small response with a URL, warm")]
[WarmupCount(3), IterationCount(30), InvocationCount(1)]
public class WarmCall : ShellBenchmark
{
    const int Calls = 50;

    [ParamsSource(nameof(Responses))]
    public PreparedResponse Response { get; set; } = null!;

    public IEnumerable<PreparedResponse> Responses => [PreparedResponse.Url, PreparedResponse.DelayedUrl];

    [GlobalSetup(Target = nameof(BareHttpClient))]
    public void SetUpBareHttpClient() => SetUp(
        $"Add-Type -Path '{typeof(BareClient).Assembly.Location}'", response => $"[{typeof(BareClient)}]::Post('{response.RequestUri}')");

    [GlobalSetup(Target = nameof(NewCometImage))]
    public void SetUpNewCometImage() => SetUp(
        Module.Import, response => $"New-CometImage '{PreparedResponse.Prompt}' -Model doubao-seedream-4-0-250828 -BaseUri {response.BaseUri}");

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void BareHttpClient() => Pwsh.Invoke("Invoke-Calls");

    [Benchmark(OperationsPerInvoke = Calls)]
    public void NewCometImage() => Pwsh.Invoke("Invoke-Calls");

    void SetUp(string load, Func<PreparedResponse, string> getCall)
    {
        StartPwsh();
        Pwsh.Invoke(load);

        // The runtime recompiles what a process calls often, until some thousand calls.
        Pwsh.Invoke($"foreach ($i in 1..10000) {{ {getCall(PreparedResponse.Url)} }}");
        Pwsh.Invoke($"function Invoke-Calls {{ foreach ($i in 1..{Calls}) {{ {getCall(Response)} }} }}");
    }
}
