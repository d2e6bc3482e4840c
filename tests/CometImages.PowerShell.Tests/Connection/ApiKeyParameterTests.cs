using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Connection;

public sealed class ApiKeyParameterTests
{
    [Fact]
    public async Task Without_an_API_key_one_terminating_error_says_how_to_set_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync("try { 'one', 'two' | New-CometImage -BaseUri $BaseUri } catch { 'caught'; throw }");

        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("CometApi.ApiKeyMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("COMETAPI_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-ApiKey", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("$Key")]
    [InlineData("\" $Key`n\"")]
    [InlineData("[Net.NetworkCredential]::new('', $Key).SecurePassword")]
    [InlineData("[pscredential]::new('any', [Net.NetworkCredential]::new('', $Key).SecurePassword)")]
    public async Task An_API_key_can_be_a_string_a_SecureString_or_a_credential(string key)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        await session.OutputAsync($"New-CometImage x @Small -BaseUri $BaseUri -ApiKey ({key})");
        Assert.True(Assert.Single(session.Requests).HasKey);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("@('a', 'b')")]
    [InlineData("@{ Key = 'x' }")]
    public async Task An_API_key_of_another_type_is_rejected_and_not_shown(string key)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        ErrorRecord error = await session.ErrorAsync($"New-CometImage x -BaseUri $BaseUri -ApiKey ({key})");
        Assert.Contains("SecureString, a PSCredential, or a string", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task A_request_without_authentication_ignores_an_invalid_API_key()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.NotEmpty(await session.OutputAsync("Get-CometImageModel -Online -ApiKey 'no key'"));
    }

    [Fact]
    public async Task A_wrong_API_key_is_an_error_with_the_message_and_the_request_ID_of_the_service_and_without_the_key()
    {
        const string Wrong = "wrong-for-this-test-0123456789";
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Wrong", Text.Secure(Wrong));
        RunResult result = await session.RunAsync("$VerbosePreference = $DebugPreference = 'Continue'; 'one', 'two', 'three' | New-CometImage -ApiKey $Wrong -ThrottleLimit 1");

        Assert.Equal(3, result.Errors.Count);
        ErrorRecord error = result.Errors[0];
        Assert.Equal("CometApi.Unauthorized", error.Id());
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("The API key is invalid.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(Assert.Single(session.Requests).RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["one", "two", "three"], result.Errors.Select(each => each.Target().Text("Prompt")));
        Assert.DoesNotContain(Wrong, Text.Of(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    [InlineData("not an address")]
    [InlineData("file:///tmp")]
    public async Task The_API_key_is_not_sent_unencrypted_or_to_an_invalid_URL(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"try {{ New-CometImage x -BaseUri '{address}' }} catch {{ 'caught'; throw }}");
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        Assert.Equal("CometApi.InvalidBaseUri", Assert.Single(result.Errors).Id());
        Assert.Contains("https://", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_key_is_in_no_stream_object_error_or_file()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new() { Fault = "respond", Status = 503, Prompt = "two" });
        session.Emulator.Faults.Add(new() { Fault = "respond", Status = 400, Prompt = "three", Message = $"You sent the key {session.Emulator.Key}, said an unwise service." });
        session.Emulator.Faults.Add(new() { Fault = "reset-before-headers", Prompt = "four" });
        RunResult result = await session.RunAsync(
            """
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            'one', 'two', 'three', 'four' | New-CometImage @Small | Save-CometImage
            New-CometImage five -Model gpt-image-2 -OutFile five.png
            """);

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(2, result.Errors.Count);
        Assert.NotEmpty(result.Verbose);
        Assert.DoesNotContain(session.Emulator.Key, Text.Of(result), StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(TestProcess.Spool).Concat(Directory.EnumerateFiles(session.Folder.Path)), file =>
            Assert.DoesNotContain(session.Emulator.Key, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }
}
