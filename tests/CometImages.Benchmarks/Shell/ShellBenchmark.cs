namespace CometImages.Benchmarks.Shell;

/// <summary>A benchmark in PowerShell, for each build of the module.</summary>
public abstract class ShellBenchmark
{
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
        $"New-CometImage '{PreparedResponse.Prompt}' -Model {PreparedResponse.Model} -Count {response.Count} "
        + $"-BaseUri {response.BaseUri} -OutFile '{RunFolder.GetPath("boat.png")}' -Force";

    private protected string SaveWithRestMethod(PreparedResponse response) => $$"""
        $response = Invoke-RestMethod {{response.RequestUri}} -Method Post -ContentType application/json -Body '{{response.RequestBody}}';
        $index = 0;
        foreach ($item in $response.data) {
            [IO.File]::WriteAllBytes("{{RunFolder.FullName}}/$((++$index)).png", [Convert]::FromBase64String($item.b64_json))
        }
        """.ReplaceLineEndings(" ");
}
