using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>Errors, progress and verbose lines as every PowerShell person knows them.</summary>
public sealed class CommonParameterTests
{
    [Fact]
    public async Task One_prompts_failure_is_no_end_and_stands_at_its_place()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "two" });
        IReadOnlyList<PSObject> all = (await session.RunAsync("'one', 'two', 'three' | New-CometImage @Small 2>&1")).Output;
        Assert.Equal(["one", "two", "three"], all.Select(item => item.BaseObject is ErrorRecord error ? error.Target().Text("Prompt") : item.Text("Prompt")));
        Assert.IsType<ErrorRecord>(all[1].BaseObject);
    }

    [Fact]
    public async Task SilentlyContinue_and_ErrorVariable_work()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -ErrorAction SilentlyContinue -ErrorVariable failed; $?; $failed.Count; $failed[0].Exception.StatusCode");
        Assert.Empty(result.Errors);
        Assert.Equal(["False", "1", "400"], result.Output.Select(item => item.ToString()));
    }

    [Theory]
    [InlineData("-ErrorAction Stop", "")]
    [InlineData("", "$ErrorActionPreference = 'Stop'; ")]
    public async Task Stop_ends_the_pipeline_with_an_error_that_can_be_caught_by_its_type(string parameter, string preference)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 429, Code = "insufficient_quota" });
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            $"{preference}try {{ 'one', 'two' | New-CometImage @Small -ThrottleLimit 1 {parameter} }} catch [CometImages.CometApiException] {{ \"caught $($_.Exception.Kind) $($_.TargetObject.Prompt)\" }}");
        Assert.Equal("caught QuotaExceeded one", Assert.Single(output).ToString());
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task A_request_and_a_download_tell_what_they_do()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.LatencyMs = 700;
        RunResult result = await session.RunAsync("New-CometImage 'a boat' @Small -Verbose | Save-CometImage -Verbose");
        result.AssertNoErrors();
        Assert.Contains(result.Verbose, line => line.Contains("dall-e-2: a boat", StringComparison.Ordinal));
        Assert.Contains(result.Progress, record => record.Activity == "New-CometImage" && record.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, result.Progress.Last(record => record.Activity == "New-CometImage").RecordType);
    }

    [Fact]
    public async Task With_ThrottleLimit_1_each_picture_is_out_before_the_next_prompt_is_taken()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            "'one', 'two' | . { process { \"take $_\" | Out-Null; $script:log += \"take $_;\"; $_ } } | New-CometImage @Small -ThrottleLimit 1 | . { process { $script:log += \"got $($_.Prompt);\" } }; $log");
        Assert.Equal("take one;got one;take two;got two;", Assert.Single(output).ToString());
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_the_limit_says()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Settings.LatencyMs = 100;
        session.Emulator.Settings.MaxConcurrent = 3;
        Assert.Equal(9, (await session.OutputAsync("1..9 | . { process { \"p$_\" } } | New-CometImage @Small -ThrottleLimit 3")).Count);
        Assert.All(session.Requests, request => Assert.Equal(200, request.Status));
        Assert.Equal(9, session.Requests.Count);
    }
}
