namespace CometImages.Benchmarks.Shell;

[Description("PowerShell: Import-Module in a new process")]
[WarmupCount(2), IterationCount(20)]
public class ImportModule : ShellBenchmark
{
    readonly string _folder = RunFolder.GetPath(Path.GetRandomFileName());

    [GlobalSetup]
    public Task SetUpAsync()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Shell", "empty-module.ps1");
        return ChildProcess.RunAsync(Pwsh.CreateStartInfo($"& '{script}' '{Module.Manifest}' '{_folder}'"));
    }

    [IterationSetup]
    public void SetUpIteration() => StartPwsh();

    [Benchmark(Baseline = true)]
    public void EmptyModule() => Pwsh.Invoke($"Import-Module '{_folder}/Empty.psd1'");

    [Benchmark]
    public void EmptyModuleWithFormat() => Pwsh.Invoke($"Import-Module '{_folder}/EmptyWithFormat.psd1'");

    [Benchmark]
    public void CometImages() => Pwsh.Invoke(Module.Import);
}
