using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace CometImages.Benchmarks.Shell;

[Description("PowerShell: 10 images of 4 MB, after one small image in the same process")]
[WarmupCount(1), IterationCount(5)]
public class PeakMemory : ShellBenchmark
{
    static readonly Dictionary<(string Method, object Module), (double Before, double After)> s_peaks = [];

    double _before;

    [IterationSetup(Target = nameof(InvokeRestMethod))]
    public void SetUpInvokeRestMethod() => SetUp(SaveWithRestMethod(PreparedResponse.Small));

    [IterationSetup(Target = nameof(NewCometImage))]
    public void SetUpNewCometImage() => SetUp(SaveWithModule(PreparedResponse.Small));

    [Benchmark(Baseline = true)]
    public void InvokeRestMethod() => Save(nameof(InvokeRestMethod), SaveWithRestMethod(PreparedResponse.Ten));

    [Benchmark]
    public void NewCometImage() => Save(nameof(NewCometImage), SaveWithModule(PreparedResponse.Ten));

    internal static string? Describe(Summary summary, BenchmarkCase benchmark) =>
        benchmark.Descriptor.Type == typeof(PeakMemory)
        && s_peaks.TryGetValue((benchmark.Descriptor.WorkloadMethod.Name, benchmark.Parameters[nameof(Module)]), out var peak)
            ? $"{peak.After:0.0} MB (+{peak.After - peak.Before:0.0} MB)"
            : null;

    void SetUp(string saveSmall)
    {
        StartPwsh();
        Pwsh.Invoke(Module.Import);
        Pwsh.Invoke(saveSmall);
        _before = Pwsh.PeakMegabytes;
    }

    // The table shows the process of the last iteration.
    void Save(string method, string saveTen)
    {
        Pwsh.Invoke(saveTen);
        s_peaks[(method, Module)] = (_before, Pwsh.PeakMegabytes);
    }
}
