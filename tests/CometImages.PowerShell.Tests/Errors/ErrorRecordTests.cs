using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>The error that a user sees for each failure, and the number of requests that were sent.</summary>
public sealed class ErrorRecordTests
{
    [Theory]
    [InlineData(400, null, "InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(400, "content_policy_violation", "ContentRejected", ErrorCategory.InvalidArgument)]
    [InlineData(400, "moderation_blocked", "ContentRejected", ErrorCategory.InvalidArgument)]
    [InlineData(401, null, "Unauthorized", ErrorCategory.AuthenticationError)]
    [InlineData(403, null, "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData(403, "insufficient_user_quota", "QuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(429, "insufficient_quota", "QuotaExceeded", ErrorCategory.QuotaExceeded)]
    [InlineData(500, "invalid_request", "InvalidRequest", ErrorCategory.InvalidArgument)]
    public async Task A_request_that_would_fail_again_is_not_retried(int status, string? code, string id, ErrorCategory category)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Code = code, Message = "The message of the service.", Count = 0 });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small");
        AssertError(error, id, category, Assert.Single(session.Requests));
        Assert.Contains("The message of the service.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "RateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(502, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(503, "ServerError", ErrorCategory.ProtocolError)]
    public async Task A_temporary_failure_is_retried_up_to_MaximumRetryCount(int status, string id, ErrorCategory category)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" }, Count = 0 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -MaximumRetryCount 1 -Verbose");

        Assert.Equal(2, session.Requests.Count);
        AssertError(Assert.Single(result.Errors), id, category, session.Requests[^1]);
        Assert.Contains("The request was sent 2 times.", result.Errors[0].ToString(), StringComparison.Ordinal);

        // A retry after a 5xx status code can cost money, so it writes a warning.
        Assert.Equal(status == 429 ? 0 : 1, result.Warnings.Count(warning => warning.Contains("The cmdlet retries", StringComparison.Ordinal)));
        Assert.Equal(status == 429 ? 1 : 0, result.Verbose.Count(line => line.Contains("The cmdlet retries", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_retry_that_succeeds_is_not_an_error(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" } });
        Assert.Single(await session.OutputAsync("New-CometImage x @Small 3> $null"));
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(session.Requests[0].Body, session.Requests[1].Body);
    }

    [Fact]
    public async Task A_Retry_After_of_more_than_two_minutes_is_an_error_at_once()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 429, Headers = { ["Retry-After"] = "3600" } });
        Assert.Equal("CometApi.RateLimited", (await session.ErrorAsync("New-CometImage x @Small")).Id());
        Assert.Single(session.Requests);
    }

    [Theory]
    [InlineData(FaultNames.ResetBeforeHeaders, "ConnectionFailed", ErrorCategory.ConnectionError)]
    [InlineData(FaultNames.ResetAfterHeaders, "ConnectionFailed", ErrorCategory.ConnectionError)]
    [InlineData(FaultNames.Stall, "Timeout", ErrorCategory.OperationTimeout)]
    [InlineData(FaultNames.StallBody, "Timeout", ErrorCategory.OperationTimeout)]
    [InlineData(FaultNames.BadBase64, "InvalidResponse", ErrorCategory.ProtocolError)]
    [InlineData(FaultNames.EmptyData, "InvalidResponse", ErrorCategory.ProtocolError)]
    [InlineData(FaultNames.NullData, "InvalidResponse", ErrorCategory.ProtocolError)]
    [InlineData(FaultNames.CutClean, "InvalidResponse", ErrorCategory.ProtocolError)]
    public async Task A_request_that_may_have_been_charged_is_not_retried_and_the_error_says_so(string fault, string id, ErrorCategory category)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = fault, Count = 0 });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -ResponseFormat Base64 -TimeoutSec 1");
        Assert.Equal("CometApi." + id, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains("may have been made and charged", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Requests);
        Assert.Equal("x", error.Target().Text("Prompt"));
    }

    [Fact]
    public async Task An_image_that_was_complete_before_the_response_became_invalid_is_not_lost()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.BrokenJson, Count = 0 });
        RunResult result = await session.RunAsync("New-CometImage x -OutFile x.png");
        Assert.Equal(Assert.Single(Assert.Single(session.Requests).Images), Assert.Single(result.Output).Sha256());

        // No image is missing, so it's not an error.
        Assert.Empty(result.Errors);
        Assert.Contains("isn't valid JSON", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    public async Task A_gateway_timeout_may_have_been_charged_and_is_retried_only_with_RetryGatewayTimeout(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" }, Count = 0 });
        RunResult once = await session.RunAsync("New-CometImage x");
        Assert.Contains("may have been made and charged", Assert.Single(once.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(once.Warnings);
        Assert.Single(session.Requests);

        RunResult twice = await session.RunAsync("New-CometImage x -RetryGatewayTimeout -MaximumRetryCount 1");
        Assert.Contains("may have been made and charged", Assert.Single(twice.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("may have been made and charged", Assert.Single(twice.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, session.Requests.Count);
    }

    [Fact]
    public async Task A_retired_model_that_the_service_does_not_know_is_requested_once_and_the_error_names_its_replacement()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.RejectRetiredModels = true;
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Model dall-e-3");
        Assert.Equal("CometApi.ModelNotFound", error.Id());
        Assert.Equal("Use gpt-image-2 instead.", error.ErrorDetails.RecommendedAction);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task A_message_that_refers_to_another_one_still_says_that_the_image_may_have_been_charged()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.EmptyData, Count = 0 });
        RunResult result = await session.RunAsync("'one', 'two' | New-CometImage -ThrottleLimit 1");
        Assert.Contains("The cause is the same", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.All(result.Errors, error => Assert.Contains("may have been made and charged", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_says_what_it_is_about_and_a_shared_cause_is_described_once()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Message = "The words.", Count = 0 });
        RunResult result = await session.RunAsync(
            """
            1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p $_"; OutFile = "$_.png" } } | New-CometImage -ThrottleLimit 1
            """);
        string[] messages = [.. result.Errors.Select(error => error.ToString())];
        Assert.StartsWith("gpt-image-2: p 1 (1.png): The words.", messages[0], StringComparison.Ordinal);
        Assert.Equal("gpt-image-2: p 2 (2.png): The cause is the same as for 'gpt-image-2: p 1 (1.png)'.", messages[1]);
        Assert.Equal("gpt-image-2: p 3 (3.png): The cause is the same as for 'gpt-image-2: p 1 (1.png)'.", messages[2]);
        Assert.All(result.Errors, error => Assert.Contains("The words.", error.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(["p 1", "p 2", "p 3"], result.Errors.Select(error => error.Target().Text("Prompt")));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(307)]
    public async Task An_HTML_page_or_a_redirect_is_an_error_that_shows_a_valid_base_URL(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(
            new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Location"] = "/" }, Body = "<!doctype html>" });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small");
        Assert.Equal("CometApi.InvalidBaseUri", error.Id());
        Assert.Contains("https://api.cometapi.com/v1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_retried_and_then_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -BaseUri http://127.0.0.1:9/v1 -MaximumRetryCount 1");
        Assert.Equal("CometApi.ConnectionFailed", error.Id());
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("2 attempts failed.", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("charged", error.ToString(), StringComparison.Ordinal);
    }

    static void AssertError(ErrorRecord error, string id, ErrorCategory category, JournalEntry request)
    {
        Assert.Equal("CometApi." + id, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(request.RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("x", error.Target().Text("Prompt"));
    }
}
