using BenchmarkDotNet.Attributes;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Shell;

/// <summary>A benchmark in PowerShell, for each build of the module.</summary>
public abstract class ShellBenchmark
{
    const string Prompt = "A paper boat.";

    [ParamsSource(nameof(Modules))]
    public ModuleBuild Module { get; set; } = null!;

    public IEnumerable<ModuleBuild> Modules => ModuleBuild.All;

    private protected Pwsh Pwsh { get; private set; } = null!;

    [GlobalCleanup]
    public void CleanUp() => Pwsh?.Dispose();

    private protected void StartPwsh()
    {
        Pwsh?.Dispose();
        Pwsh = new Pwsh();
    }

    private protected string SaveWithModule(PreparedResponse response) =>
        $"New-CometImage '{Prompt}' -Model gpt-image-1 -Count {response.Count} -BaseUri {response.BaseUri} -OutFile '{TempFolder.GetPath("boat.png")}' -Force";

    private protected string SaveWithRestMethod(PreparedResponse response) => $$"""
        $body = '{"model":"gpt-image-1","prompt":"{{Prompt}}","n":{{response.Count}}}'; $index = 0;
        $response = Invoke-RestMethod {{response.RequestUri}} -Method Post -Body $body -ContentType application/json;
        foreach ($item in $response.data) { [IO.File]::WriteAllBytes("{{TempFolder.FullName}}/$((++$index)).png", [Convert]::FromBase64String($item.b64_json)) }
        """.ReplaceLineEndings(" ");
}
