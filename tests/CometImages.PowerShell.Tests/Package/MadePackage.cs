using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>The package as it would be published, made once, in a folder of its own.</summary>
public sealed partial class MadePackage : IAsyncLifetime
{
    readonly TempFolder _modules = new();

    /// <summary>The folder that Publish-PSResource takes.</summary>
    public string Folder => _modules["CometImages"];

    public string Manifest => this["CometImages.psd1"];

    /// <summary>What the manifest says it is.</summary>
    public string Version => ManifestVersion().Match(File.ReadAllText(Manifest)).Groups[1].Value;

    /// <summary>What the build of the cmdlets for Windows PowerShell says about its packages.</summary>
    public string Dependencies => _modules["build", "bin", "CometImages.PowerShell", "release_netstandard2.0", "CometImages.PowerShell.deps.json"];

    /// <summary>A folder of modules that has this one.</summary>
    public string ModulePath => _modules.Path;

    /// <summary>The same as a zip file.</summary>
    public string Archive => _modules["CometImages.zip"];

    /// <summary>The path of a file in it.</summary>
    public string this[params string[] names] => _modules[["CometImages", .. names]];

    /// <summary>The assemblies that it holds of ours.</summary>
    public IEnumerable<string> Assemblies =>
        Directory.EnumerateFiles(this["lib"], "CometImages*.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        (int exitCode, string output, string error) = await ChildProgram.RunBuildAsync(
            "msbuild", Path.Combine(CodeBlock.Root, "build", "Package.proj"), $"-p:Destination={ModulePath}");
        Assert.True(exitCode == 0, output + error);
    }

    public ValueTask DisposeAsync()
    {
        _modules.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"ModuleVersion\s*=\s*'(\d+\.\d+\.\d+)'")]
    private static partial Regex ManifestVersion();
}
