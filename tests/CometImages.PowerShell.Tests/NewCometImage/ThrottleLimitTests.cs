using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class ThrottleLimitTests
{
    [Fact]
    public async Task Output_is_in_the_order_of_the_input()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, DelayMs = 300, Probability = 0.3, Count = 0, Seed = 7 });
        IReadOnlyList<PSObject> images = await session.OutputAsync("$(foreach ($i in 1..60) { \"p $i\" }) | New-CometImage @Small -ThrottleLimit 16");
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"p {i}"), images.Select(image => image.Text("Prompt")));
    }

    [Fact]
    public async Task One_slow_request_does_not_stop_the_others()
    {
        await using ModuleSession session = await StartWithSlowFirstPromptAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("1..61 | ForEach-Object { \"p $_\" } | New-CometImage @Small -ThrottleLimit 5");
        Assert.Equal(Enumerable.Range(1, 61).Select(i => $"p {i}"), images.Select(image => image.Text("Prompt")));
        JournalEntry slow = session.Requests.Single(request => request.Body.Contains("\"p 1\"", StringComparison.Ordinal));
        Assert.All(session.Requests, request => Assert.True(request.StartedAt < slow.EndedAt));
    }

    [Fact]
    public async Task With_AsCompleted_the_slow_image_is_the_last()
    {
        await using ModuleSession session = await StartWithSlowFirstPromptAsync();
        IReadOnlyList<PSObject> images =
            await session.OutputAsync("1..61 | ForEach-Object { \"p $_\" } | New-CometImage @Small -ThrottleLimit 5 -AsCompleted");
        Assert.Equal(61, images.Count);
        Assert.Equal("p 1", images[^1].Text("Prompt"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task No_more_requests_are_in_progress_than_the_limit(int limit)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Settings.LatencyMs = 20;
        session.Emulator.Settings.MaxConcurrent = limit;
        await session.OutputAsync($"$(foreach ($i in 1..40) {{ \"p $i\" }}) | New-CometImage @Small -ThrottleLimit {limit}");
        Assert.Equal(40, session.Requests.Count);
        Assert.All(session.Requests, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task With_a_limit_of_one_each_image_is_written_before_the_next_prompt_is_read()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> log = await session.OutputAsync(
            """
            $log = [Collections.Generic.List[string]]::new()
            & { foreach ($i in 1..4) { $log.Add("in $i"); "$i" } } | New-CometImage @Small -ThrottleLimit 1 | ForEach-Object { $log.Add("out $($_.Prompt)") }
            $log
            """);
        Assert.Equal(["in 1", "out 1", "in 2", "out 2", "in 3", "out 3", "in 4", "out 4"], log.Select(line => line.ToString()));
    }

    [Fact]
    public async Task A_service_with_a_lower_limit_completes_every_prompt_without_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Settings.LatencyMs = 20;
        session.Emulator.Settings.MaxConcurrent = 5;
        IReadOnlyList<PSObject> images = await session.OutputAsync("$(foreach ($i in 1..150) { \"p $i\" }) | New-CometImage @Small -ThrottleLimit 50 -MaximumRetryCount 1");
        Assert.Equal(150, images.Count);
        Assert.Equal(150, session.Requests.Count(request => request.Status == 200));

        // With 50 requests in progress all the time, the service would have rejected nine of ten.
        Assert.InRange(session.Requests.Count(request => request.Status == 429), 1, 450);
    }

    [Fact]
    public async Task After_the_quota_is_exhausted_nothing_more_is_sent_and_each_row_has_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 403, Code = "insufficient_user_quota", Skip = 3, Count = 0 });
        RunResult result = await session.RunAsync("$(foreach ($i in 1..10) { \"p $i\" }) | New-CometImage @Small -ThrottleLimit 1");
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(Enumerable.Range(4, 7).Select(i => $"p {i}"), result.Errors.Select(error => error.Target().Text("Prompt")));
        Assert.All(result.Errors, error => Assert.Equal("CometApi.QuotaExceeded", error.Id()));
        Assert.Equal(4, session.Requests.Count);
    }

    [Fact]
    public async Task A_summary_is_written_to_the_information_stream()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 503, Headers = { ["Retry-After"] = "0" }, Prompt = "two" });
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "three" });
        RunResult result = await session.RunAsync("'one', 'two', 'three' | New-CometImage -Model gpt-image-2 -InformationVariable run; $run.MessageData");
        PSObject summary = result.Output[^1];
        Assert.Equal(2, summary.Get("Created"));
        Assert.Equal(1, summary.Get("Failed"));
        Assert.Equal(1, summary.Get("RetryCount"));
        Assert.True((long)summary.Get("TotalTokens")! > 0);
        Assert.StartsWith("2 created, 0 skipped, 1 failed, 1 retries, ", summary.ToString(), StringComparison.Ordinal);
    }

    static async Task<ModuleSession> StartWithSlowFirstPromptAsync()
    {
        ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, DelayMs = 3000, Prompt = "p 1" });
        return session;
    }
}
