using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Connection;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task Without_a_key_one_clear_terminating_error_says_how_to_set_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync("try { 'one', 'two' | New-CometImage -BaseUri $BaseUri } catch { 'caught'; throw }");

        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("CometApi.ApiKeyMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("COMETAPI_KEY", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-ApiKey", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("$Key")]
    [InlineData("\" $Key`n\"")]
    [InlineData("[Net.NetworkCredential]::new('', $Key).SecurePassword")]
    [InlineData("[pscredential]::new('any', [Net.NetworkCredential]::new('', $Key).SecurePassword)")]
    public async Task A_key_may_be_text_a_SecureString_or_a_credential(string key)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        await session.OutputAsync($"New-CometImage x @Small -BaseUri $BaseUri -ApiKey ({key})");
        Assert.True(Assert.Single(session.Requests).HasKey);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("@('a', 'b')")]
    [InlineData("@{ Key = 'x' }")]
    public async Task A_key_that_is_none_of_these_is_refused_without_being_shown(string key)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        ErrorRecord error = await session.ErrorAsync($"New-CometImage x -BaseUri $BaseUri -ApiKey ({key})");
        Assert.Contains("SecureString, a PSCredential or a string", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task What_needs_no_key_works_with_one_that_cannot_be_one()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.NotEmpty(await session.OutputAsync("Get-CometImageModel -Online -ApiKey 'no key'"));
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_with_the_services_words_and_the_request_id_and_without_the_key()
    {
        const string Wrong = "wrong-for-this-test-0123456789";
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Wrong", Text.Secure(Wrong));
        RunResult result = await session.RunAsync("$VerbosePreference = $DebugPreference = 'Continue'; 'one', 'two', 'three' | New-CometImage -ApiKey $Wrong -ThrottleLimit 1");

        Assert.Equal(3, result.Errors.Count);
        ErrorRecord error = result.Errors[0];
        Assert.Equal("CometApi.Unauthorized", error.Id());
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("This API key is invalid.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(Assert.Single(session.Requests).RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["one", "two", "three"], result.Errors.Select(each => each.Target().Text("Prompt")));
        Assert.DoesNotContain(Wrong, Text.Of(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    [InlineData("not an address")]
    [InlineData("file:///tmp")]
    public async Task The_key_does_not_travel_unencrypted_nor_to_what_is_no_address(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"try {{ New-CometImage x -BaseUri '{address}' }} catch {{ 'caught'; throw }}");
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        Assert.Equal("CometApi.InvalidBaseUri", Assert.Single(result.Errors).Id());
        Assert.Contains("https://", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_stream_object_error_or_file_whatever_happens()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new() { Fault = "respond", Status = 503, Prompt = "two" });
        session.Emulator.Faults.Add(new() { Fault = "respond", Status = 400, Prompt = "three", Message = $"You sent the key {session.Emulator.Key}, said an unwise service." });
        session.Emulator.Faults.Add(new() { Fault = "reset-before-headers", Prompt = "four" });
        RunResult result = await session.RunAsync(
            """
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            'one', 'two', 'three', 'four' | New-CometImage @Small | Save-CometImage
            New-CometImage five -Model gpt-image-1 -OutFile five.png
            """);

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(2, result.Errors.Count);
        Assert.NotEmpty(result.Verbose);
        Assert.DoesNotContain(session.Emulator.Key, Text.Of(result), StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(TestProcess.Spool).Concat(Directory.EnumerateFiles(session.Folder[""])), file =>
            Assert.DoesNotContain(session.Emulator.Key, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }
}
