using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The documented scripts that continue after errors, run twice around a full disk.</summary>
public sealed class FullDiskScriptTests
{
    const int RowCount = 8;

    [Theory]
    [InlineData("README.md", "Import-Csv products.csv | New-CometImage -SkipExisting -ErrorVariable", true)]
    [InlineData("docs/en-US/about_CometImages.md", "exit 1", true)]
    [InlineData("docs/recipes.md", "# night.ps1", true)]
    [InlineData("docs/recipes.md", "# night.ps1", false)]
    public async Task Each_image_is_requested_once(string page, string text, bool isFreedDuringFirstRun)
    {
        using SmallDisk? disk = SmallDisk.TryMount(80 << 10);
        Assert.SkipWhen(disk is null, "Only root on Linux can mount a small disk.");
        using TempFolder folder = new();
        using InstalledModule module = new();
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Settings = { LatencyMs = 1000, SameImage = true, ImageBytes = 1 << 20 } }, TestContext.Current.CancellationToken);
        File.WriteAllLines(folder["products.csv"], ["Prompt,OutFile", .. Enumerable.Range(1, RowCount).Select(i => $"boat {i},{disk[$"{i}.png"]}")]);
        string code = CodeBlock.All.Single(block => block.Page == page && block.Code.Contains(text, StringComparison.Ordinal)).Code;
        File.WriteAllText(folder["run.ps1"], "Set-Location $PSScriptRoot\n" + (isFreedDuringFirstRun ? FreeAfterFirstCommand(code, disk) : code));
        Dictionary<string, string?> environment = new()
        {
            ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
            ["COMETAPI_KEY"] = emulator.Key,
            ["PSModulePath"] = module.ModulePath,
            ["XDG_DATA_HOME"] = folder["data"],
        };

        Task<(int ExitCode, string Output, string Error)> first = PwshProgram.RunAsync(folder["run.ps1"], environment);
        await ModuleSession.WhenAsync(() => emulator.Journal.Requests.Count > 0);
        disk.Fill();
        await first;
        disk.Free();
        (_, string output, string error) = await PwshProgram.RunAsync(folder["run.ps1"], environment);

        string[] names = [.. Enumerable.Range(1, RowCount).Select(i => $"{i}.png")];
        Assert.True(names.SequenceEqual(disk.Names.Order(StringComparer.Ordinal)), string.Join(' ', disk.Names) + output + error);
        Assert.Equal(RowCount, emulator.Journal.Requests.Count);
    }

    // The person who runs the script frees the disk after the first command that fails.
    static string FreeAfterFirstCommand(string code, SmallDisk disk)
    {
        int command = code.IndexOf("Import-Csv", StringComparison.Ordinal);
        return code.Insert(code.IndexOf('\n', command), $"\nRemove-Item '{disk["filler"]}' -ErrorAction Ignore");
    }
}
