using System.Text;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.PowerShell.Tests.Help;
using SkiaSharp;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests;

/// <summary>quickstart.ps1 in pwsh, with the module and the emulator of this build.</summary>
public sealed class QuickstartTests : IDisposable
{
    readonly TempFolder _folder = new();

    static string Quickstart => Path.Combine(CodeBlock.Root, "quickstart.ps1");

    [Fact]
    public async Task The_demonstration_creates_images_and_lists_their_files()
    {
        (int exitCode, string output, string error) = await RunAsync([]);
        Assert.Equal(0, exitCode);
        Assert.Contains("640x480", error, StringComparison.Ordinal);
        Assert.Contains("1 created, 0 skipped, 1 failed", output, StringComparison.Ordinal);

        string[] files = output.Split('\n', StringSplitOptions.TrimEntries)[^4..^1];
        Assert.Equal(["boat", "fox", "lighthouse"], files.Select(Path.GetFileNameWithoutExtension));
        Assert.All(files, file =>
        {
            using SKBitmap? image = SKBitmap.Decode(file);
            Assert.True(image is { Width: >= 1024 }, file);
        });
    }

    [Fact]
    public async Task A_command_uses_the_module_and_its_exit_code_is_the_scripts()
    {
        (int exitCode, string output, _) = await RunAsync([], "-Command", "(New-CometImage 'A boat').Model; exit 7");
        Assert.Equal((7, "gpt-image-2"), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task The_service_of_the_environment_receives_requests_only_with_Live(bool live, int requests)
    {
        await using EmulatorHost service = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        (int exitCode, _, string error) = await RunAsync(
            new() { ["COMETAPI_BASE_URL"] = service.BaseUri.ToString(), ["COMETAPI_KEY"] = service.Key },
            ["-Command", "New-CometImage 'A boat'", .. live ? ["-Live"] : Array.Empty<string>()]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(requests, service.Journal.Requests.Count);
    }

    [Fact]
    public async Task Live_without_a_key_is_an_error_that_says_where_to_set_it()
    {
        (int exitCode, _, string error) = await RunAsync([], "-Live");
        Assert.Equal(1, exitCode);
        Assert.Contains("Set $env:COMETAPI_KEY", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$env:COMETAPI_BASE_URL")]
    [InlineData("$env:COMETAPI_BASE_URL; throw 'An error'")]
    public async Task The_emulator_ends_with_the_script(string command)
    {
        (_, string output, _) = await RunAsync([], "-Command", command);
        await ServiceProbe.AssertEndsAsync(new Uri(output.Trim()));
    }

    [Fact]
    public async Task The_emulator_ends_when_the_user_stops_the_script()
    {
        string script = _folder.Write("stop.ps1", Encoding.UTF8.GetBytes(
            $$"""
            $job = Start-ThreadJob { & '{{Quickstart}}' -NoBuild -Command '$env:COMETAPI_BASE_URL; Start-Sleep -Seconds 600' }
            do { Start-Sleep -Milliseconds 50 } until ($job.HasMoreData -or $job.State -eq 'Failed')
            Receive-Job $job
            Stop-Job $job
            """));
        (_, string output, _) = await PwshProgram.RunAsync(script, new Dictionary<string, string?>());
        await ServiceProbe.AssertEndsAsync(new Uri(output.Trim()));
    }

    public void Dispose() => _folder.Dispose();

    static Task<(int ExitCode, string Output, string Error)> RunAsync(
        Dictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        PwshProgram.RunAsync(Quickstart, environment, ["-NoBuild", .. arguments]);
}
