using CometImages.Tests.Shared;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>The module in a folder of PSModulePath, so that every runspace, job, and child process finds it by its name.</summary>
sealed class InstalledModule : IDisposable
{
    readonly TempFolder _modules = new();

    public InstalledModule()
    {
        string source = Path.GetDirectoryName(TestProcess.Manifest)!;
        string[] files = ["CometImages.psd1", "CometImages.Format.ps1xml", .. Files(source, "lib"), .. Files(source, "en-US")];
        foreach (string file in files)
        {
            string target = _modules["CometImages", file];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(source, file), target);
        }
    }

    /// <summary>The value of PSModulePath with this folder first.</summary>
    public string ModulePath => $"{_modules.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PSModulePath")}".TrimEnd(Path.PathSeparator);

    public void Dispose() => _modules.Dispose();

    static IEnumerable<string> Files(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file));
}
