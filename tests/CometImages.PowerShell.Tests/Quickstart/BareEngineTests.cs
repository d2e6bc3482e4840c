using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>-Command on a machine without pwsh.</summary>
public sealed class BareEngineTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task A_pipeline_of_ones_own_runs_in_the_current_folder()
    {
        QuickstartResult run = await RunAsync("New-CometImage 'A boat' -Model dall-e-2 -Size 256x256 | Save-CometImage -Path out -Name boat -Verbose");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["boat.webp"], _folder.NamesIn("out"));
        Assert.Matches(@"(?m)\bModel +Size +Prompt", run.Output);
        Assert.Matches(@"(?m)^VERBOSE: \S", run.Errors);
        Assert.Contains("no pwsh on PATH", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotMatch("emulator-[0-9a-f]+", run.Everything);
    }

    [Fact]
    public async Task An_error_goes_to_the_error_stream_and_the_rest_goes_on()
    {
        QuickstartResult run = await RunAsync("New-CometImage x -Size 3x3; 'and ' + 'on'");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^New-CometImage: .*'3x3'.*1024x1024", run.Errors);
        Assert.Equal("and on", run.Output.Trim());
    }

    [Theory]
    [InlineData("New-CometImage x -Size 3x3 -ErrorAction Stop; 'on'", "3x3")]
    [InlineData("throw 'broken'; 'on'", "broken")]
    [InlineData("if (; 'on'", "if (")]
    public async Task What_ends_a_script_is_an_error_too(string script, string message)
    {
        QuickstartResult run = await RunAsync(script);
        Assert.Equal((1, ""), (run.ExitCode, run.Output.Trim()));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_gives_the_code() => Assert.Equal(3, (await RunAsync("exit 3")).ExitCode);

    [Fact]
    public async Task A_command_of_the_full_PowerShell_is_named_as_such()
    {
        QuickstartResult run = await RunAsync("Get-CometImageModel | Select-Object Model; Get-Nothing");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The bare engine has no Select-Object; the full PowerShell has.", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no Get-Nothing", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_nobody_answers_buys_nothing()
    {
        QuickstartResult run = await RunAsync("New-CometImage x -Confirm");
        Assert.Equal((1, ""), (run.ExitCode, run.Output.Trim()));
        Assert.Contains("Make 1 picture", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Nobody is there to answer", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_in_the_environment_is_not_asked_for_the_emulator()
    {
        Dictionary<string, string> proxy = new() { ["http_proxy"] = "http://127.0.0.1:9", ["no_proxy"] = "example.org" };
        QuickstartResult run = await QuickstartProgram.RunAsync(_folder.Path, proxy, "-Command", "(New-CometImage x -MaximumRetryCount 0).Model");
        Assert.Equal((0, "dall-e-3"), (run.ExitCode, run.Output.Trim()));
    }

    public void Dispose() => _folder.Dispose();

    Task<QuickstartResult> RunAsync(string script) => QuickstartProgram.RunAsync(_folder.Path, "-Command", script);
}
