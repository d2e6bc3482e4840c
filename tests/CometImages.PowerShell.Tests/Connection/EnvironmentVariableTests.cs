using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Connection;

[Collection(ProcessEnvironment.Name)]
public sealed class EnvironmentVariableTests : IDisposable
{
    const string Unreachable = "http://127.0.0.1:9/v1";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("COMETAPI_KEY", null);
        Environment.SetEnvironmentVariable("COMETAPI_BASE_URL", null);
    }

    [Fact]
    public async Task The_API_key_and_the_base_URL_come_from_the_environment()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        await session.OutputAsync("$env:COMETAPI_KEY = $Key; $env:COMETAPI_BASE_URL = $BaseUri; New-CometImage x @Small");
        Assert.True(Assert.Single(session.Requests).HasKey);
    }

    [Fact]
    public async Task A_trailing_slash_and_white_space_are_ignored()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        await session.OutputAsync("$env:COMETAPI_KEY = \" $Key`n\"; $env:COMETAPI_BASE_URL = \" $BaseUri/ \"; New-CometImage x @Small");
        Assert.Equal("/v1/images/generations", Assert.Single(session.Requests).RawTarget);
    }

    [Fact]
    public async Task A_parameter_takes_precedence_over_the_environment()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync($"$env:COMETAPI_KEY = 'another'; $env:COMETAPI_BASE_URL = '{Unreachable}'; New-CometImage x @Small");
        Assert.True(Assert.Single(session.Requests).HasKey);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://")]
    public async Task An_invalid_base_URL_is_one_terminating_error_that_names_its_variable(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync(
            $"$env:COMETAPI_KEY = $Key; $env:COMETAPI_BASE_URL = '{address}'; try {{ 'one', 'two' | New-CometImage }} catch {{ 'caught'; throw }}");
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CometApi.InvalidBaseUri", error.Id());
        Assert.Contains("COMETAPI_BASE_URL", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
