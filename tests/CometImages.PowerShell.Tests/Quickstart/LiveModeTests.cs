using CometImages.Emulator;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>-Live asks whoever the environment names: here an emulator of the test's.</summary>
public sealed class LiveModeTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    EmulatorHost _service = null!;

    public async ValueTask InitializeAsync() => _service = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_service_of_the_environment_is_asked_with_its_key()
    {
        QuickstartResult run = await RunAsync(_service.Key, "-Live", "-Path", _folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["dall-e-3", "gpt-image-1-mini"], _service.Journal.Requests.Where(request => request.Route == "generations").Select(request => request.Model));
        Assert.All(DemonstrationRun.SavedFiles(run), file => Assert.True(File.Exists(file), file));
        Assert.Contains("charged", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_service.Key, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_that_does_not_show_it()
    {
        const string Wrong = "not-the-key-of-this-service";
        QuickstartResult run = await RunAsync(Wrong, "-Live", "-Command", "New-CometImage 'A boat'");
        Assert.Equal((1, ""), (run.ExitCode, run.Output.Trim()));
        Assert.Contains("New-CometImage: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Live_the_users_service_hears_nothing()
    {
        QuickstartResult run = await RunAsync(_service.Key, "-Command", "(New-CometImage 'A boat').Model");
        Assert.Equal((0, "dall-e-3"), (run.ExitCode, run.Output.Trim()));
        Assert.Empty(_service.Journal.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    Task<QuickstartResult> RunAsync(string key, params string[] arguments) => QuickstartProgram.RunAsync(
        _folder.Path, new Dictionary<string, string> { ["COMETAPI_KEY"] = key, ["COMETAPI_BASE_URL"] = _service.BaseUri.ToString() }, arguments);
}
