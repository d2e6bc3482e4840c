using System.Management.Automation;
using CometImages.History;
using CometImages.Images;
using CometImages.PowerShell.Execution;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Cmdlets;

/// <summary>The engine of the cmdlets without a runspace: order, the end of a pipeline, and that nothing received is lost.</summary>
public sealed class CmdletTaskRunnerTests : IDisposable
{
    static readonly ImageDetails s_png = new(ImageFileFormat.Detect(ImageBytes.PngStart, out _)!, new ImageHeader(20, 10, hasAlpha: true));

    readonly TempFolder _folder = new();
    readonly CancellationTokenSource _stop = new();
    readonly RequestHistory _history;

    public CmdletTaskRunnerTests() => _history = new RequestHistory(new HistoryFolder(_folder["history"]), "Test", isEnabled: true, TimeProvider.System);

    public void Dispose()
    {
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public void Outcomes_are_delivered_in_the_order_of_the_input()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host);
        TaskCompletionSource<TaskOutcome> first = new();
        runner.Enqueue(() => first.Task);
        runner.Enqueue(() => Task.FromResult<TaskOutcome>(Received(Image("second"))));
        CometImage third = Image("third");
        runner.EnqueueOutcome(new GenerationOutcome { Images = [(third, [])], ExistingImages = [third] });
        Assert.Empty(host.Written);

        first.SetResult(Received(Image("first")));
        runner.Complete();
        Assert.Equal(["first", "second", "third"], host.Written.Select(Prompt));
        Assert.Equal((2, 1, 0), (runner.Summary.Created, runner.Summary.Skipped, runner.Summary.Failed));
    }

    [Fact]
    public void Outcomes_are_delivered_as_they_complete_if_the_order_does_not_matter()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host, asCompleted: true);
        TaskCompletionSource<TaskOutcome> first = new();
        runner.Enqueue(() => first.Task);
        runner.EnqueueOutcome(Received(Image("second")));
        Assert.Equal(["second"], host.Written.Select(Prompt));
        first.SetResult(Received(Image("first")));
        runner.Complete();
        Assert.Equal(["second", "first"], host.Written.Select(Prompt));
    }

    [Theory]
    [InlineData(5, false, CmdletTaskRunner.MaxWaiting)]
    [InlineData(5, true, 5)]
    [InlineData(1, false, 0)]
    public async Task Only_so_many_results_wait_for_an_earlier_one(int throttleLimit, bool isErrorActionStop, int waiting)
    {
        FakeCmdletHost host = new() { IsErrorActionStop = isErrorActionStop };
        CmdletTaskRunner runner = Create(host, throttleLimit);
        TaskCompletionSource<TaskOutcome> first = new();
        int started = 0;
        Task enqueue = Task.Run(() =>
        {
            runner.Enqueue(() => first.Task);
            while (true)
            {
                runner.Enqueue(() =>
                {
                    Interlocked.Increment(ref started);
                    return Task.FromResult<TaskOutcome>(Received(Image("x")));
                });
            }
        }, TestContext.Current.CancellationToken);

        // The first result is missing, so nothing is delivered, and the input isn't read on.
        while (Volatile.Read(ref started) < waiting)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.InRange(Volatile.Read(ref started), waiting, waiting + throttleLimit);
        Assert.Empty(host.Written);
        _stop.Cancel();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => enqueue);
        first.SetResult(Received(Image("first")));
        runner.Dispose();
    }

    [Fact]
    public void No_more_tasks_run_than_the_limit()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host, throttleLimit: 3);
        int running = 0;
        int maximum = 0;
        for (int i = 0; i < 30; i++)
        {
            runner.Enqueue(async () =>
            {
                lock (host)
                {
                    maximum = Math.Max(maximum, ++running);
                }

                await Task.Delay(5);
                Interlocked.Decrement(ref running);
                return Received(Image("x"));
            });
        }

        runner.Complete();
        Assert.Equal(30, host.Written.Count);
        Assert.Equal(3, maximum);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_ends_the_pipeline_waits_for_the_running_tasks_and_what_they_received_is_recorded(bool isError)
    {
        bool isCompleted = false;
        FakeCmdletHost host = new()
        {
            IsErrorActionStop = isError,
            IsWarningActionStop = !isError,
            OnWrite = _ =>
            {
                Assert.True(isCompleted);
                throw new PipelineStoppedException();
            },
        };
        TaskCompletionSource<bool> isRunning = new();
        CmdletTaskRunner runner = Create(host);
        runner.Enqueue(async () =>
        {
            await isRunning.Task;
            return isError ? new GenerationOutcome { Failures = [(Error(), null)] } : new GenerationOutcome { Warnings = ["careful"] };
        });
        runner.Enqueue(async () =>
        {
            isRunning.SetResult(true);
            await Task.Delay(300);
            isCompleted = true;
            return Received(Image("second"));
        });
        Assert.Throws<PipelineStoppedException>(runner.Complete);

        End(runner);
        Assert.Equal(["second"], Recorded());
    }

    [Fact]
    public void The_warnings_about_an_image_come_before_it()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host);
        CometImage image = Image("x");
        runner.EnqueueOutcome(new GenerationOutcome { Images = [(image, ["of another format", "of another size"])], Warnings = ["at the end"] });
        Assert.Equal(["of another format", "of another size", image, "at the end"], host.Written);
    }

    [Fact]
    public void What_comes_after_an_image_that_ended_the_pipeline_is_recorded()
    {
        FakeCmdletHost host = new() { OnWrite = value => throw new PipelineStoppedException() };
        CmdletTaskRunner runner = Create(host);
        Assert.Throws<PipelineStoppedException>(() => runner.EnqueueOutcome(Received(Image("first"), Image("second"), Image("third"))));
        End(runner);
        Assert.Equal(["second", "third"], Recorded());
    }

    [Fact]
    public void While_the_pipeline_is_being_stopped_nothing_counts_as_delivered()
    {
        FakeCmdletHost host = new() { Stopping = true };
        CmdletTaskRunner runner = Create(host);
        CometImage misplaced = Image("misplaced");
        GenerationOutcome outcome = new() { Failures = [(Error(), misplaced)] };
        Assert.Throws<PipelineStoppedException>(() => runner.EnqueueOutcome(outcome));
        End(runner);
        Assert.Empty(host.Written);
        Assert.Equal(["misplaced"], Recorded());
    }

    [Fact]
    public void Requests_that_may_have_been_charged_have_a_notice_unless_their_errors_were_written()
    {
        FakeCmdletHost host = new();
        CmdletTaskRunner runner = Create(host);
        runner.EnqueueOutcome(Failed(mayHaveBeenCharged: true));
        host.Stopping = true;
        Assert.Throws<PipelineStoppedException>(() => runner.EnqueueOutcome(Failed(mayHaveBeenCharged: true)));

        // Completed after they were started, so that they're delivered at the end.
        TaskCompletionSource<TaskOutcome> free = Start(runner);
        TaskCompletionSource<TaskOutcome> charged = Start(runner);
        free.SetResult(Failed(mayHaveBeenCharged: false));
        charged.SetResult(Failed(mayHaveBeenCharged: true));
        End(runner);
        Assert.Single(host.Written);
        Assert.Equal(2, _history.Folder.TakeNotices()[HistoryNotice.RequestInDoubt].Count());
        Assert.Empty(_history.Folder.TakeNotices());
    }

    [Fact]
    public void What_completes_shortly_after_the_end_is_recorded_and_what_does_not_is_abandoned()
    {
        FakeCmdletHost host = new();
        CmdletTaskRunner runner = Create(host);
        TaskCompletionSource<TaskOutcome> never = new();
        runner.Enqueue(() => never.Task);
        TaskCompletionSource<TaskOutcome> late = Start(runner);
        using CancellationTokenRegistration completion = _stop.Token.Register(() => late.SetResult(Received(Image("late"))));
        runner.Enqueue(() => Task.FromException<TaskOutcome>(new InvalidOperationException()));
        End(runner);
        Assert.Equal(["late"], Recorded());
    }

    [Fact]
    public void Stopping_ends_the_wait()
    {
        CmdletTaskRunner runner = Create(new FakeCmdletHost());
        TaskCompletionSource<TaskOutcome> never = new();
        runner.Enqueue(() => never.Task);
        _stop.CancelAfter(50);
        Assert.Throws<PipelineStoppedException>(runner.Complete);
        End(runner);
        Assert.Empty(Recorded());
    }

    [Fact]
    public void An_unexpected_exception_ends_the_pipeline_when_its_turn_comes()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host);
        runner.EnqueueOutcome(Received(Image("first")));
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            runner.Enqueue(() => throw new InvalidOperationException("unexpected"));
            runner.Complete();
        });
        Assert.Equal("unexpected", thrown.Message);
        Assert.Equal(["first"], host.Written.Select(Prompt));
    }

    [Fact]
    public void An_image_that_is_saved_is_not_recorded_and_one_that_could_not_be_is()
    {
        FakeCmdletHost host = new() { OnWrite = _ => throw new PipelineStoppedException() };
        CmdletTaskRunner runner = Create(host);
        CometImage saved = Image("saved");
        CometImage misplaced = Image("misplaced");
        CometImage pending = Image("pending");
        foreach (CometImage image in new[] { saved, misplaced, pending })
        {
            runner.Track(image);
        }

        SaveOutcome success = SaveOutcome.Success(saved, new ImageSaveResult("/a/saved.png", s_png, null));
        Assert.Throws<PipelineStoppedException>(() => runner.EnqueueOutcome(success));

        // Completed after it was started, so that it's delivered at the end.
        TaskCompletionSource<TaskOutcome> completion = Start(runner);
        completion.SetResult(SaveOutcome.Success(misplaced, new ImageSaveResult("/spool/1.png", s_png, Error())));
        End(runner);
        Assert.Equal(("/a/saved.png", 20, "png"), (saved.Path, saved.Width, saved.OutputFormat));
        Assert.Equal("/spool/1.png", misplaced.Path);
        Assert.Equal(["misplaced", "pending"], Recorded());
    }

    [Fact]
    public void A_retry_after_a_failure_of_the_service_is_a_warning_and_counted()
    {
        FakeCmdletHost host = new();
        using CmdletTaskRunner runner = Create(host);
        runner.Enqueue(() =>
        {
            IProgress<TransferProgress> progress = runner.CreateReporter("m: x", "model m, prompt 'x'");
            progress.Report(new() { Stage = TransferStage.Waiting, Activity = "Sending image request to https://a/v1" });
            progress.Report(new() { Stage = TransferStage.Retrying, RetryDelay = TimeSpan.FromSeconds(1.5), Error = Error() });
            progress.Report(new() { Stage = TransferStage.Waiting, Activity = "Sending image request to https://a/v1", Attempt = 2 });
            return Task.FromResult<TaskOutcome>(Received(Image("x")));
        });
        runner.Complete();
        Assert.Equal("m: x: The service failed. The cmdlet retries in 1.5 s.", host.Written[0]);
        Assert.Equal(
            [
                "Sending image request to https://a/v1 (attempt 1): model m, prompt 'x'.",
                "Sending image request to https://a/v1 (attempt 2): model m, prompt 'x'.",
            ],
            host.Verbose);
        Assert.Equal(1, runner.Summary.RetryCount);
    }

    CmdletTaskRunner Create(FakeCmdletHost host, int throttleLimit = 5, bool asCompleted = false) =>
        new(host, "Test", throttleLimit, total: null, asCompleted, _history, _stop.Token);

    // Starts a task that completes where its result is set, so that a test doesn't depend on the speed of the thread pool.
    static TaskCompletionSource<TaskOutcome> Start(CmdletTaskRunner runner)
    {
        TaskCompletionSource<TaskOutcome> completion = new();
        using ManualResetEventSlim hasStarted = new();
        runner.Enqueue(() =>
        {
            hasStarted.Set();
            return completion.Task;
        });
        hasStarted.Wait(TestContext.Current.CancellationToken);
        return completion;
    }

    // As the engine does when the pipeline has ended.
    void End(CmdletTaskRunner runner)
    {
        _stop.Cancel();
        runner.Dispose();
    }

    string[] Recorded() =>
        [.. _history.Folder.GetFiles().SelectMany(HistoryReader.Read).SelectMany(record => record.Undelivered).Select(image => image.Prompt!)];

    static CometImage Image(string prompt) => new() { Prompt = prompt, Url = "https://a/" + prompt };

    static GenerationOutcome Received(params CometImage[] images) =>
        new GenerationOutcome { Images = [.. images.Select(image => (image, (IReadOnlyList<string>)[]))] };

    static GenerationOutcome Failed(bool mayHaveBeenCharged) => new()
    {
        Failures = [(new CometApiException(CometErrorKind.Timeout, "The service didn't respond.") { MayHaveBeenCharged = mayHaveBeenCharged }, null)],
    };

    static CometApiException Error() => new(CometErrorKind.ServerError, "The service failed.");

    static string? Prompt(object written) => (written as CometImage)?.Prompt;
}
