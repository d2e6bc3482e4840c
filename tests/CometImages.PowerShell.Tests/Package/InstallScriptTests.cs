using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>The commands in the README that build, install, and remove the module.</summary>
[Collection(SamePackage.Name)]
public sealed partial class InstallScriptTests(MadePackage package) : IDisposable
{
    const string Older = "0.0.9";

    readonly UserFolder _user = new();

    string ModuleFolder => Path.Combine(_user.Modules, "CometImages");

    [Fact]
    public async Task The_lines_in_the_README_install_the_module_beside_another_version_and_remove_it()
    {
        string[] lines = [.. ScriptLine().Matches(File.ReadAllText(Path.Combine(CodeBlock.Root, "README.md"))).Select(line => line.Value)];
        Assert.Equal(2, lines.Length);
        File.WriteAllText(CreateFile(Older, "CometImages.psd1"), $"@{{ ModuleVersion = '{Older}' }}");
        string leftover = CreateFile(package.Version, "leftover.txt");

        Assert.EndsWith($"CometImages {package.Version} was installed in '{Path.Combine(ModuleFolder, package.Version)}'.", await RunLineAsync(lines[0]));
        Assert.False(File.Exists(leftover));
        Assert.Equal([package.Version], await _user.RunAsync("(Get-Command New-CometImage).Version.ToString()"));
        Assert.Equal([package.Version, Older], await _user.RunAsync("(Get-Module CometImages -ListAvailable).Version | ForEach-Object ToString"));

        Assert.EndsWith($"CometImages {package.Version} was removed from '{Path.Combine(ModuleFolder, package.Version)}'.", await RunLineAsync(lines[1]));
        Assert.Equal([Older], Directory.EnumerateDirectories(ModuleFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_installed_PowerShell_removes_the_module_once()
    {
        CreateFile(package.Version, "CometImages.psd1");
        string script = Path.Combine(CodeBlock.Root, "install.ps1");
        (int exitCode, string output, _) = await PwshProgram.RunAsync(script, _user.Environment, "-Uninstall");
        Assert.Equal((0, false), (exitCode, Directory.Exists(ModuleFolder)));
        Assert.Contains("was removed", output, StringComparison.Ordinal);

        (exitCode, _, string error) = await PwshProgram.RunAsync(script, _user.Environment, "-Uninstall");
        Assert.Equal(1, exitCode);
        Assert.Contains($"CometImages {package.Version} isn't installed", error, StringComparison.Ordinal);
    }

    public void Dispose() => _user.Dispose();

    string CreateFile(string version, string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(ModuleFolder, version)).FullName;
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, "");
        return path;
    }

    async Task<string> RunLineAsync(string line)
    {
        Dictionary<string, string?> environment = ChildProgram.GetBuildEnvironment();
        foreach ((string name, string? value) in _user.Environment)
        {
            environment[name] = value;
        }

        // The packages of the user who runs the tests.
        environment["NUGET_PACKAGES"] = TestProcess.BuildPath("Pwsh").Split("/powershell/")[0];
        environment["PATH"] = $"{Path.GetDirectoryName(ChildProgram.Dotnet)}:{Environment.GetEnvironmentVariable("PATH")}";
        (int exitCode, string output, string error) = await ChildProgram.RunAsync("sh", environment, "-c", $"cd '{CodeBlock.Root}' && {line}");
        Assert.True(exitCode == 0, output + error);
        return output.TrimEnd();
    }

    [GeneratedRegex(@"^dotnet tool exec PowerShell --yes -- \./install\.ps1.*$", RegexOptions.Multiline)]
    private static partial Regex ScriptLine();
}
