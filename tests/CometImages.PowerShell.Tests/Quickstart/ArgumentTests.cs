using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

public sealed class ArgumentTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Theory]
    [InlineData("'-Foo'", "-Foo")]
    [InlineData("'boat'", "boat")]
    [InlineData("-Command wants a value", "-Command")]
    [InlineData("-Command is given twice", "-Command", "1", "-Command", "2")]
    [InlineData("COMETAPI_KEY", "-Live")]
    public async Task What_it_cannot_do_is_said_before_anything_is_done(string message, params string[] arguments)
    {
        QuickstartResult run = await QuickstartProgram.RunAsync(_folder.Path, arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("-Help")]
    [InlineData("--help")]
    [InlineData("-?")]
    public async Task Help_names_every_argument(string argument)
    {
        QuickstartResult run = await QuickstartProgram.RunAsync(_folder.Path, argument);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(["-Command", "-Path", "-Live", "-Help"], name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
