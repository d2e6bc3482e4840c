using System.Reflection;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>The emulator as a user publishes it, in a module folder.</summary>
public sealed class PublishedEmulator : IAsyncLifetime
{
    readonly TempFolder _modules = new();

    /// <summary>The folder of the program and its PowerShell module.</summary>
    public string Folder => _modules["CometEmulator"];

    /// <summary>The folder to add to PSModulePath.</summary>
    public string ModulePath => _modules.Path;

    public async ValueTask InitializeAsync()
    {
        string configuration = typeof(PublishedEmulator).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        (int exitCode, string output, string error) = await ChildProgram.RunBuildAsync(
            "publish", Path.Combine(CodeBlock.Root, "src", "CometImages.Emulator"), "--no-build", "-c", configuration, "-o", Folder);
        Assert.True(exitCode == 0, output + error);
    }

    public ValueTask DisposeAsync()
    {
        _modules.Dispose();
        return ValueTask.CompletedTask;
    }
}
