using System.Text;
using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>The package in a folder of PSModulePath, used by its name in a process of its own.</summary>
[Collection(SamePackage.Name)]
public sealed partial class ImportTests(MadePackage package) : IDisposable
{
    readonly TempFolder _folder = new();

    static string Script => Path.Combine(AppContext.BaseDirectory, "Package", "Use-Package.ps1");

    [Fact]
    public async Task It_is_found_by_its_name_and_works()
    {
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(Script, new Dictionary<string, string?>
        {
            ["PSModulePath"] = package.ModulePath,
            ["USE_PACKAGE_BASE_URI"] = emulator.BaseUri.ToString(),
            ["USE_PACKAGE_KEY"] = emulator.Key,
            ["USE_PACKAGE_FOLDER"] = _folder.Path,
        });
        Assert.True(exitCode == 0, output + error);
        string[] lines = await File.ReadAllLinesAsync(_folder["lines.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(
            [package.Version, Below(package.Folder), Below(package["lib", "net8.0", "CometImages.dll"]), "gpt-image-2", "Creates images from prompts with CometAPI's image API.", "gpt-image-2"],
            lines.Select(Below));
        Assert.Equal(["boat.png", "lines.txt"], _folder.Names);
    }

    [Fact]
    public async Task The_commands_in_the_README_install_it_and_create_an_image()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, no variable changes the user's module folder.");
        string commands = CodeBlock.All.Single(block => block.Page == "README.md" && block.Code.Contains("Expand-Archive", StringComparison.Ordinal)).Code;
        Assert.Equal(3, commands.Count(character => character == '\n'));
        string key = ApiKey().Match(commands).Groups[1].Value;
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Key = key }, TestContext.Current.CancellationToken);
        File.Copy(package.Archive, _folder["CometImages.zip"]);
        string script = _folder.Write("install.ps1", Encoding.UTF8.GetBytes($"$ErrorActionPreference = 'Stop'; Set-Location '{_folder.Path}'\n{commands}"));
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(script, new Dictionary<string, string?>
        {
            ["HOME"] = _folder.Path,
            ["XDG_DATA_HOME"] = _folder["data"],
            ["PSModulePath"] = null,
            ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
        });
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("lighthouse.png", _folder.Names);
        Assert.True(File.Exists(_folder["data", "powershell", "Modules", "CometImages", package.Version, "CometImages.psd1"]));
    }

    [Fact]
    public async Task Test_ModuleManifest_in_pwsh_has_nothing_to_say_against_it()
    {
        string script = _folder.Write(
            "test.ps1", Encoding.UTF8.GetBytes($"$ErrorActionPreference = $WarningPreference = 'Stop'; (Test-ModuleManifest '{package.Manifest}').Name"));
        (int exitCode, string output, string error) = await PwshProgram.RunAsync(script, new Dictionary<string, string?>());
        Assert.Equal((0, "CometImages", ""), (exitCode, output.Trim(), error));
    }

    public void Dispose() => _folder.Dispose();

    // A temporary folder can have two names, a long one and a short one; its last part is like no other.
    string Below(string path) => path.Split(Path.GetFileName(package.ModulePath))[^1];

    [GeneratedRegex(@"\$env:COMETAPI_KEY = '([^']+)'")]
    private static partial Regex ApiKey();
}
