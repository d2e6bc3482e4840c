using System.Management.Automation.Language;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The scripts in the folder examples.</summary>
public sealed class ManyMachinesTests
{
    const int TaskCount = 3;
    const int RowCount = 30;

    static string Folder => Path.Combine(CodeBlock.Root, "examples");

    public static TheoryData<string> Scripts =>
        [.. Directory.EnumerateFiles(Folder, "*.ps1", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Its_code_parses(string script)
    {
        Parser.ParseFile(Path.Combine(Folder, script), out _, out ParseError[] errors);
        Assert.Empty(errors.Select(error => error.Message));
    }

    [Fact]
    public async Task The_tasks_of_a_job_array_of_Slurm_request_each_image_once()
    {
        using TempFolder folder = new();
        using InstalledModule module = new();
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Settings = { SameImage = true } }, TestContext.Current.CancellationToken);
        File.WriteAllLines(folder["products.csv"], ["Prompt,OutFile", .. Enumerable.Range(1, RowCount).Select(i => $"boat {i},images/{i}.png")]);
        File.WriteAllText(
            folder["task.ps1"], $"Set-Location '{folder.Path}'\n& '{Path.Combine(Folder, "slurm", "images.ps1")}'\nexit $LASTEXITCODE");

        (int ExitCode, string Output, string Error)[] tasks = await Task.WhenAll(Enumerable.Range(0, TaskCount).Select(task => PwshProgram.RunAsync(
            folder["task.ps1"],
            new Dictionary<string, string?>
            {
                ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
                ["COMETAPI_KEY"] = emulator.Key,
                ["PSModulePath"] = module.ModulePath,
                ["SLURM_ARRAY_TASK_ID"] = $"{task}",
                ["SLURM_ARRAY_TASK_COUNT"] = $"{TaskCount}",
                ["SLURM_ARRAY_TASK_MIN"] = "0",
            })));

        Assert.All(tasks, task => Assert.True((task.ExitCode, task.Error) == (0, ""), task.Output + task.Error));
        Assert.All(tasks, task => Assert.Contains(" created, 0 skipped, 0 failed", task.Output, StringComparison.Ordinal));
        Assert.Equal(RowCount, folder.NamesIn("images").Count);
        Assert.Equal(RowCount, emulator.Journal.Requests.Count);
    }
}
