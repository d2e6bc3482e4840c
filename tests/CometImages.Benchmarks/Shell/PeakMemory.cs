using System.ComponentModel;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Shell;

[Description("PowerShell: 10 images of 4 MB, after one small image in the same process")]
[WarmupCount(1), IterationCount(5)]
public class PeakMemory : ShellBenchmark
{
    static readonly List<Peak> s_peaks = [];

    double _before;

    [IterationSetup(Target = nameof(InvokeRestMethod))]
    public void SetUpRestMethod() => SetUp(SaveWithRestMethod(PreparedResponse.Small));

    [IterationSetup(Target = nameof(NewCometImage))]
    public void SetUpNewCometImage() => SetUp(SaveWithModule(PreparedResponse.Small));

    [Benchmark(Baseline = true)]
    public void InvokeRestMethod() => Save(nameof(InvokeRestMethod), SaveWithRestMethod(PreparedResponse.Ten));

    [Benchmark]
    public void NewCometImage() => Save(nameof(NewCometImage), SaveWithModule(PreparedResponse.Ten));

    internal static string? GetPeak(Summary summary, BenchmarkCase benchmark) => Find(benchmark) is { } peak ? $"{peak.After:0.0} MB" : null;

    internal static string? GetGrowth(Summary summary, BenchmarkCase benchmark) =>
        Find(benchmark) is { } peak ? $"{peak.After - peak.Before:0.0} MB" : null;

    static Peak? Find(BenchmarkCase benchmark) => benchmark.Descriptor.Type != typeof(PeakMemory) ? null : s_peaks
        .Where(peak => peak.Method == benchmark.Descriptor.WorkloadMethod.Name && peak.Module.Equals(benchmark.Parameters[nameof(Module)]))
        .MaxBy(peak => peak.After);

    void SetUp(string saveSmall)
    {
        StartPwsh();
        Pwsh.Invoke(Module.Import);
        Pwsh.Invoke(saveSmall);
        _before = Pwsh.PeakMegabytes;
    }

    void Save(string method, string command)
    {
        Pwsh.Invoke(command);
        s_peaks.Add(new Peak(method, Module, _before, Pwsh.PeakMegabytes));
    }

    sealed record Peak(string Method, ModuleBuild Module, double Before, double After);
}
