using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using CometImages.PowerShell.Tests.Package;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests;

/// <summary>Runs tests/Pester and the tests on the page about testing a script, in pwsh with each major version of Pester.</summary>
public sealed class PesterTests(PublishedEmulator published) : IClassFixture<PublishedEmulator>
{
    const string Page = "docs/testing-your-own-script.md";

    static string Tests => Path.Combine(CodeBlock.Root, "tests", "Pester");

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_module_passes_its_Pester_tests(int major)
    {
        // They read the history, which other tests of this process write at the same time.
        using TempFolder folder = new();
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Settings = { SameImage = true } }, TestContext.Current.CancellationToken);
        await RunAsync(major, Tests, new()
        {
            ["XDG_DATA_HOME"] = folder["data"],
            ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
            ["COMETAPI_KEY"] = emulator.Key,
        });
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_tests_on_the_page_about_testing_a_script_pass(int major)
    {
        using TempFolder folder = new();
        using InstalledModule module = new();
        foreach ((string name, string text) in CodeBlock.FilesOf(Page))
        {
            await File.WriteAllTextAsync(folder[name], text, TestContext.Current.CancellationToken);
        }

        await RunAsync(major, folder.Path, new()
        {
            ["COMETAPI_BASE_URL"] = null,
            ["COMETAPI_KEY"] = null,
            ["PSModulePath"] = $"{published.ModulePath}{Path.PathSeparator}{module.ModulePath}",
        });
    }

    static async Task RunAsync(int major, string path, Dictionary<string, string?> environment)
    {
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(
            Path.Combine(Tests, "Invoke-Tests.ps1"), environment, "-Path", path, "-Pester", TestProcess.BuildPath($"Pester{major}"));
        Assert.True(exitCode == 0, output + error);
    }
}
