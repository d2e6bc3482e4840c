using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>What the service can answer, what the user sees, and how many requests it was.</summary>
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
    public async Task What_another_try_does_not_help_is_asked_once(int status, string? code, string id, ErrorCategory category)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Code = code, Message = "The service's own words.", Count = 0 });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small");
        AssertTeaches(error, id, category, Assert.Single(session.Requests));
        Assert.Contains("The service's own words.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "RateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(502, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(503, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(504, "ServerError", ErrorCategory.ProtocolError)]
    [InlineData(524, "ServerError", ErrorCategory.ProtocolError)]
    public async Task What_may_pass_is_asked_again_as_often_as_allowed(int status, string id, ErrorCategory category)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" }, Count = 0 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -MaximumRetryCount 1 -Verbose");

        Assert.Equal(2, session.Requests.Count);
        AssertTeaches(Assert.Single(result.Errors), id, category, session.Requests[^1]);
        Assert.Contains("Asked 2 times.", result.Errors[0].ToString(), StringComparison.Ordinal);

        // A resend after a 5xx may cost money and is said aloud; one after a 429 is not.
        Assert.Equal(status == 429 ? 0 : 1, result.Warnings.Count(warning => warning.Contains("sent again", StringComparison.Ordinal)));
        Assert.Equal(status == 429 ? 1 : 0, result.Verbose.Count(line => line.Contains("sent again", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task After_a_passing_failure_the_picture_comes_and_is_no_error(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" } });
        Assert.Single(await session.OutputAsync("New-CometImage x @Small 3> $null"));
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(session.Requests[0].Body, session.Requests[1].Body);
    }

    [Fact]
    public async Task A_wait_beyond_two_minutes_is_not_waited_for()
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
    public async Task What_may_have_been_made_and_charged_is_one_request_and_says_so(string fault, string id, ErrorCategory category)
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
    public async Task A_picture_that_was_whole_before_the_answer_broke_is_not_lost()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.BrokenJson, Count = 0 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -ResponseFormat Base64 -OutFile x.png");
        Assert.Equal(Assert.Single(Assert.Single(session.Requests).Images), Assert.Single(result.Output).Sha256());

        // Nothing is missing, so it is no error; but somebody should know.
        Assert.Empty(result.Errors);
        Assert.Contains("not correct JSON", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_page_or_a_redirect_says_what_the_address_should_look_like(int status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(
            new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Location"] = "/" }, Body = "<!doctype html>" });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small");
        Assert.Equal("CometApi.InvalidBaseUri", error.Id());
        Assert.Contains("https://api.cometapi.com/v1", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_again_and_then_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -BaseUri http://127.0.0.1:9/v1 -MaximumRetryCount 1");
        Assert.Equal("CometApi.ConnectionFailed", error.Id());
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("Asked 2 times.", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("charged", error.ToString(), StringComparison.Ordinal);
    }

    static void AssertTeaches(ErrorRecord error, string id, ErrorCategory category, JournalEntry request)
    {
        Assert.Equal("CometApi." + id, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(request.RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("x", error.Target().Text("Prompt"));
    }
}
