using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>A pipeline that is stopped ends soon, and no received image is lost.</summary>
public sealed class StoppingTests
{
    const double MaxSeconds = 3;

    [Theory]
    [InlineData(FaultNames.Stall, "New-CometImage x @Small -ResponseFormat Base64")]
    [InlineData(FaultNames.StallBody, "New-CometImage x @Small -ResponseFormat Base64")]
    [InlineData(FaultNames.StallBody, "New-CometImage x @Small -ResponseFormat Base64 -OutFile x.png")]
    [InlineData(FaultNames.Respond, "New-CometImage x @Small")]
    public async Task Stopping_a_request_closes_its_connection_and_leaves_no_partial_file(string fault, string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = fault, Status = 503, Headers = { ["Retry-After"] = "60" }, Count = 0 });
        long stopped = 0;
        Task arrived = ModuleSession.WhenAsync(() => session.Requests.Count == 1).ContinueWith(_ => stopped = Stopwatch.GetTimestamp(), TaskScheduler.Default);
        RunResult result = await session.RunAsync(script, interruption: arrived);

        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, MaxSeconds);
        Assert.Empty(result.Output);
        await ModuleSession.WhenAsync(() => session.Requests[0].EndedAt is not null);
        Assert.Equal(fault != FaultNames.Respond, session.Requests[0].ClientAborted);
        Assert.Empty(session.Folder.Names);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task Stopping_a_download_leaves_no_partial_file()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.StallBody, Route = "images", Count = 0 });
        long stopped = 0;
        Task arrived = ModuleSession.WhenAsync(() => session.Downloads.Count == 1).ContinueWith(_ => stopped = Stopwatch.GetTimestamp(), TaskScheduler.Default);
        await session.RunAsync("New-CometImage x @Small | Save-CometImage", interruption: arrived);
        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, MaxSeconds);
        Assert.Empty(session.Folder.Names);
    }

    [Fact]
    public async Task Images_that_were_received_and_not_written_are_recorded_and_can_be_saved()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Prompt = "first" });
        Task arrived = ModuleSession.WhenAsync(() =>
            session.Requests.SelectMany(request => request.Images).Intersect(HashSpooledImages()).Count() == 2);
        RunResult result = await session.RunAsync(
            $"'first', 'second {mark}', 'third {mark}' | New-CometImage @Small -ResponseFormat Base64", interruption: arrived);
        Assert.Empty(result.Output);

        await AssertUndeliveredAsync(session, mark, 2);
    }

    [Fact]
    public async Task With_ErrorAction_Stop_requests_in_progress_complete_and_are_recorded_before_the_error_is_written()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "first", DelayMs = 200 });
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, Prompt = "second*", DelayMs = 600 });
        RunResult result = await session.RunAsync(
            $"try {{ 'first', 'second {mark}' | New-CometImage @Small -ResponseFormat Base64 -ErrorAction Stop }} catch [CometImages.CometApiException] {{ $_.Exception.Kind }}");
        Assert.Equal("InvalidRequest", Assert.Single(result.Output).ToString());
        Assert.False(session.Requests.Single(request => request.Body.Contains(mark, StringComparison.Ordinal)).ClientAborted);

        await AssertUndeliveredAsync(session, mark, 1);
    }

    [Fact]
    public async Task With_ErrorAction_Stop_the_first_timeout_is_the_error_and_the_others_are_recorded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, Prompt = "slow*", DelayMs = 5000, Count = 0 });
        RunResult result = await session.RunAsync(
            $$"""
            'slow 1', 'slow 2', 'fast', 'slow 3' | ForEach-Object { [pscustomobject]@{ Prompt = "$_ {{mark}}"; OutFile = "$_.webp" } } |
                New-CometImage @Small -TimeoutSec 1 -ErrorAction Stop
            """);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("CometApi.Timeout", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"slow 1 {mark}", ((PSObject)error.TargetObject).Properties["Prompt"].Value);

        JsonElement[] records =
        [
            .. File.ReadAllLines(Path.Combine(TestProcess.Spool, "interrupted.jsonl"))
                .Where(line => line.Contains(mark, StringComparison.Ordinal)).Select(line => JsonElement.Parse(line)),
        ];
        Assert.Equal([$"slow 2 {mark}", $"slow 3 {mark}"], records.Select(record => record.GetProperty("Prompt").GetString()));
        Assert.All(records, record => Assert.Equal("dall-e-2", record.GetProperty("Model").GetString()));
        Assert.Equal(
            [session.Folder["slow 2.webp"], session.Folder["slow 3.webp"]], records.Select(record => record.GetProperty("OutFile")[0].GetString()));
        await AssertUndeliveredAsync(session, mark, 1);
    }

    [Theory]
    [InlineData("'first MARK', 'second MARK'", 503)]
    [InlineData("[pscustomobject]@{ Prompt = 'first MARK'; Model = 'doubao-seedream-4-0-250828'; OutFile = 'first.png' }, 'second MARK'", null)]
    [InlineData("'second MARK', 'second MARK', [pscustomobject]@{ Prompt = 'third'; Model = 'gpt-image-2'; ResponseFormat = 'Url' }", null)]
    public async Task With_WarningAction_Stop_requests_in_progress_complete_and_are_recorded_before_the_warning_is_written(string rows, int? status)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        if (status is not null)
        {
            session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = status, Prompt = "first*", DelayMs = 200, Headers = { ["Retry-After"] = "0" } });
        }

        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, Prompt = "second*", DelayMs = 1500, Count = 0 });
        RunResult result = await session.RunAsync($"{rows.Replace("MARK", mark, StringComparison.Ordinal)} | New-CometImage -WarningAction Stop");
        Assert.StartsWith("ActionPreferenceStop", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(session.Requests, request => request.ClientAborted);

        await AssertUndeliveredAsync(session, mark, 2);
    }

    [Fact]
    public async Task When_the_next_command_fails_the_images_it_did_not_receive_are_recorded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        RunResult result = await session.RunAsync(
            $"New-CometImage 'x {mark}' @Small -Count 3 -ResponseFormat Base64 | ForEach-Object {{ throw 'enough' }}");
        Assert.Equal("enough", Assert.Single(result.Errors).ToString());
        await AssertUndeliveredAsync(session, mark, 2);
    }

    [Fact]
    public async Task When_a_warning_about_an_image_ends_the_pipeline_the_image_is_recorded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        RunResult result = await session.RunAsync($"New-CometImage 'x {mark}' -Model doubao-seedream-4-0-250828 -OutFile x.png -WarningAction Stop");
        Assert.Contains("x.png", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(["x.png"], session.Folder.Names);
        await AssertUndeliveredAsync(session, mark, 1);
        Assert.Single(await session.OutputAsync($"New-CometImage 'x {mark}' -OutFile x.png -SkipExisting"));
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task An_image_whose_download_was_stopped_is_recorded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Route = "images", Count = 2 });
        Task arrived = ModuleSession.WhenAsync(() => session.Downloads.Count == 2);
        RunResult result = await session.RunAsync($"New-CometImage 'x {mark}' @Small -Count 2 | Save-CometImage", interruption: arrived);
        Assert.Empty(result.Output);
        await AssertUndeliveredAsync(session, mark, 2);
    }

    [Fact]
    public async Task An_image_that_was_saved_or_was_not_created_by_the_module_is_not_recorded()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Route = "images", Status = 404, Skip = 1 });
        await session.RunAsync($"$made = New-CometImage 'x {mark}' @Small -Count 2; $made | Save-CometImage -ErrorAction Stop");
        await session.RunAsync($"[pscustomobject]@{{ Url = $made[1].Url; Prompt = 'x {mark}' }} | Save-CometImage | ForEach-Object {{ throw 'enough' }}");
        await AssertUndeliveredAsync(session, mark, 0);
    }

    [Fact]
    public async Task An_image_whose_error_waits_for_requests_in_progress_is_recorded_when_the_pipeline_is_stopped()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 403, Route = "images" });
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Prompt = "second" });
        Task isWaiting = ModuleSession.WhenAsync(() => session.Downloads.Count == 1 && session.Requests.Count == 2)
            .ContinueWith(_ => Task.Delay(500), TaskScheduler.Default).Unwrap();
        RunResult result = await session.RunAsync(
            $$"""
            [pscustomobject]@{ Prompt = 'first {{mark}}'; OutFile = 'a.webp' }, [pscustomobject]@{ Prompt = 'second'; OutFile = 'b.webp' } |
                New-CometImage @Small -ErrorAction Stop
            """,
            interruption: isWaiting);
        Assert.Empty(result.Output);
        await AssertUndeliveredAsync(session, mark, 1);
    }

    static async Task AssertUndeliveredAsync(ModuleSession session, string mark, int count)
    {
        string file = Path.Combine(TestProcess.Spool, "undelivered.jsonl");
        string[] lines = [.. (File.Exists(file) ? File.ReadAllLines(file) : []).Where(line => line.Contains(mark, StringComparison.Ordinal))];
        Assert.Equal(count, lines.Length);
        session.Set("Undelivered", lines.Select(JsonRow.Parse).ToArray());
        int requests = session.Requests.Count;
        IReadOnlyList<PSObject> saved = await session.OutputAsync("$Undelivered | Save-CometImage saved");
        Assert.Equal(count, saved.Count);
        Assert.All(saved, image => Assert.Contains(image.Sha256(), session.Requests.SelectMany(request => request.Images)));
        Assert.Equal(requests, session.Requests.Count);
    }

    static IEnumerable<string> HashSpooledImages() =>
        Directory.Exists(TestProcess.Spool) ? Directory.EnumerateFiles(TestProcess.Spool, "*.png").Where(File.Exists).Select(TryHash) : [];

    // Other tests move their images out of the spool at the same time.
    static string TryHash(string path)
    {
        try
        {
            return Properties.Sha256(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
