using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

[Collection(ProcessEnvironment.Name)]
public sealed class UnwritableSpoolTests : IDisposable
{
    const string DataHome = "XDG_DATA_HOME";

    readonly string? _before = Environment.GetEnvironmentVariable(DataHome);

    public void Dispose() => Environment.SetEnvironmentVariable(DataHome, _before);

    [Fact]
    public async Task When_the_spool_is_not_writable_nothing_is_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes the data folder from the environment.");
        await using ModuleSession session = await ModuleSession.StartAsync();
        Environment.SetEnvironmentVariable(DataHome, session.Folder.Write("no-folder", "a file"u8));
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Model gpt-image-2");
        Assert.Equal("CometApi.WriteFailed", error.Id());
        Assert.Contains("spool", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
