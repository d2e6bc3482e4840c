using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CometImages.Images;
using CometImages.Tests.Emulator;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class RetryTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, null, CometErrorKind.InvalidRequest, 1)]
    [InlineData(400, "content_policy_violation", CometErrorKind.ContentRejected, 1)]
    [InlineData(400, "moderation_blocked", CometErrorKind.ContentRejected, 1)]
    [InlineData(401, null, CometErrorKind.Unauthorized, 1)]
    [InlineData(403, null, CometErrorKind.Forbidden, 1)]
    [InlineData(403, "insufficient_user_quota", CometErrorKind.QuotaExceeded, 1)]
    [InlineData(429, "insufficient_quota", CometErrorKind.QuotaExceeded, 1)]
    [InlineData(429, null, CometErrorKind.RateLimited, 3)]
    [InlineData(500, "invalid_request", CometErrorKind.InvalidRequest, 1)]
    [InlineData(500, null, CometErrorKind.ServerError, 3)]
    [InlineData(501, null, CometErrorKind.ServerError, 1)]
    [InlineData(502, null, CometErrorKind.ServerError, 3)]
    [InlineData(503, null, CometErrorKind.ServerError, 3)]
    [InlineData(503, "model_not_found", CometErrorKind.ModelNotFound, 1)]
    [InlineData(504, null, CometErrorKind.ServerError, 1)]
    [InlineData(522, null, CometErrorKind.ServerError, 1)]
    [InlineData(524, null, CometErrorKind.ServerError, 1)]
    [InlineData(408, null, CometErrorKind.Timeout, 1)]
    [InlineData(409, null, CometErrorKind.ServerError, 1)]
    [InlineData(413, null, CometErrorKind.PayloadTooLarge, 1)]
    public async Task A_status_code_is_retried_only_if_nothing_was_generated(int status, string? code, CometErrorKind kind, int requests)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = status, Code = code, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync(client: service.NewClient(retries: 2));
        Assert.Equal((kind, status, requests), (error.Kind, error.StatusCode, error.AttemptCount));
        Assert.Equal(requests, service.Requests.Count);
        Assert.Equal(service.Requests[^1].RequestId, error.RequestId);
        Assert.Contains(error.RequestId!, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Host.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(status is 504 or 524 or 408 or 409, error.MayHaveBeenCharged);
        Assert.Equal(code ?? error.Code, error.Code);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    public async Task A_gateway_timeout_is_retried_on_request_and_the_charge_is_not_forgotten(int status)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = status }, new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        CometApiException error = await service.FailToGenerateAsync(client: service.NewClient(retryGatewayTimeout: true));
        Assert.Equal((400, 2, true), (error.StatusCode, error.AttemptCount, error.MayHaveBeenCharged));
        Assert.DoesNotContain("wasn't retried", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_request_is_not_retried_if_the_service_forbids_it()
    {
        FaultRule rule = new() { Fault = FaultNames.Respond, Status = 503, Headers = new Dictionary<string, string> { ["x-should-retry"] = "false" }, Count = 0 };
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(rule);
        Assert.Equal(1, (await service.FailToGenerateAsync()).AttemptCount);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task An_unknown_model_is_requested_once_and_the_error_names_its_replacement()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 503, Code = "model_not_found", Count = 0 });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => service.GenerateUrlAsync());
        Assert.Equal((CometErrorKind.ModelNotFound, "Use gpt-image-2 instead."), (error.Kind, error.RecommendedAction));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task After_two_failures_the_third_attempt_returns_the_image_and_the_delays_grow()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 429 }, new FaultRule { Fault = FaultNames.Respond, Status = 503 });
        ProgressLog progress = new();
        Assert.Single((await service.GenerateAsync(progress: progress)).Images);
        Assert.Equal([429, 503, 200], service.Requests.Select(request => request.Status));
        Assert.Equal([1, 1, 2, 2, 3], progress.Reports.Where(report => report.Stage != TransferStage.Sending).Select(report => report.Attempt));
        Assert.Equal(3, progress.Reports.Count(report => report.Stage == TransferStage.Sending));
        Assert.InRange(progress.Delays[0], 1, 2);
        Assert.InRange(progress.Delays[1], 2, 3);
        Assert.Equal(
            [CometErrorKind.RateLimited, CometErrorKind.ServerError], progress.Reports.Where(report => report.Error is not null).Select(report => report.Error!.Kind));
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_the_minimum_delay()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 429, Headers = { ["Retry-After"] = "17" } });
        ProgressLog progress = new();
        await service.GenerateAsync(progress: progress);
        Assert.InRange(Assert.Single(progress.Delays), 17, 18);
    }

    [Fact]
    public async Task Retry_After_can_be_a_date()
    {
        string date = DateTimeOffset.UtcNow.AddSeconds(60).ToString("R", CultureInfo.InvariantCulture);
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 503, Headers = { ["Retry-After"] = date } });
        ProgressLog progress = new();
        await service.GenerateAsync(progress: progress);
        Assert.InRange(Assert.Single(progress.Delays), 30, 62);
    }

    [Fact]
    public async Task A_Retry_After_of_more_than_two_minutes_ends_the_request()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 429, Headers = { ["Retry-After"] = "121" }, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Equal((CometErrorKind.RateLimited, TimeSpan.FromSeconds(121)), (error.Kind, error.RetryAfter));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_maximum_of_zero_retries_sends_one_request()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 429, Count = 0 });
        await service.FailToGenerateAsync(client: service.NewClient(retries: 0));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(FaultNames.ResetBeforeHeaders)]
    [InlineData(FaultNames.ResetAfterHeaders)]
    public async Task A_reset_of_a_reused_connection_is_exactly_one_request(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometClient client = service.NewClient();
        await service.GenerateAsync(client: client);
        await service.GenerateAsync(client: client);
        service.Host.Faults.Add(new FaultRule { Fault = fault, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync(client: client);
        Assert.Equal((CometErrorKind.ConnectionFailed, true, false), (error.Kind, error.MayHaveBeenCharged, error.RequestNotSent));
        Assert.Equal(3, service.Requests.Count);
        Assert.Equal(1, error.AttemptCount);
    }

    [Theory]
    [InlineData(FaultNames.Stall)]
    [InlineData(FaultNames.StallBody)]
    public async Task An_idle_timeout_is_one_request_that_may_have_been_charged(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = fault, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync(client: service.NewClient(timeout: TimeSpan.FromSeconds(0.5)));
        Assert.Equal((CometErrorKind.Timeout, true), (error.Kind, error.MayHaveBeenCharged));
        Assert.Contains("0.5 s", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task A_slow_response_is_not_an_idle_timeout()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Trickle, BytesPerSecond = 120 });
        ImageGenerationResult result = await service.NewClient(timeout: TimeSpan.FromSeconds(2)).GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "dall-e-3" }, cancellationToken: Cancellation);
        Assert.Single(result.Images);
        JournalEntry request = Assert.Single(service.Requests);
        Assert.True(DateTimeOffset.UtcNow - request.StartedAt > TimeSpan.FromSeconds(2), "The response was not slow.");
    }

    [Theory]
    [InlineData(401, null, CometErrorKind.Unauthorized)]
    [InlineData(403, "insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(503, "insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(400, "billing_hard_limit_reached", CometErrorKind.QuotaExceeded)]
    public async Task A_client_without_a_throttle_limit_sends_again_after_a_rejection_and_one_of_a_run_does_not(int status, string? code, CometErrorKind kind)
    {
        FaultRule refusal = new() { Fault = FaultNames.Respond, Status = status, Code = code };
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(refusal);
        CometClient client = service.NewClient();
        Assert.Equal(kind, (await service.FailToGenerateAsync(client: client)).Kind);
        Assert.Single((await service.GenerateAsync(client: client)).Images);

        service.Host.Faults.Add(refusal);
        CometClient ofARun = new(new CometClientOptions { ApiKey = service.Host.Key, BaseUri = service.Host.BaseUri, SpoolFolder = service.Folder["spool"], ThrottleLimit = 5 });
        Assert.False((await service.FailToGenerateAsync(client: ofARun)).RequestNotSent);
        CometApiException rest = await service.FailToGenerateAsync(client: ofARun);
        Assert.Equal((kind, true), (rest.Kind, rest.RequestNotSent));
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task A_refused_connection_is_retried_and_was_not_charged()
    {
        // The socket is bound and doesn't listen, so no other process can use the port.
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using TempFolder folder = new();
        CometClient client = new(new CometClientOptions
        {
            ApiKey = "test",
            BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/v1"),
            SpoolFolder = folder["spool"],
            MaximumRetryCount = 2,
            TimeProvider = new NoWaitTimeProvider(),
        });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: Cancellation));
        Assert.Equal((CometErrorKind.ConnectionFailed, true, false, 3), (error.Kind, error.RequestNotSent, error.MayHaveBeenCharged, error.AttemptCount));
        Assert.StartsWith($"The connection to {taken.LocalEndPoint} couldn't be established: ", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_before_the_retry_of_a_gateway_timeout_records_the_request()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 504, Headers = { ["Retry-After"] = "60" }, Count = 0 });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        CometClient client = service.NewClient(timeout: TimeSpan.FromSeconds(60), retryGatewayTimeout: true);
        Task<ImageGenerationResult> generation = client.GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: stop.Token);
        await Eventually.TrueAsync(() => service.Requests.Count == 1 && service.Requests[0].EndedAt is not null);
        await Task.Delay(200, Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation.WaitAsync(TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal((HistoryStatus.InDoubt, "a boat"), service.Records.Select(record => (record.Status, record.Request.GetProperty("Prompt").GetString())).Single());
    }

    [Fact]
    public async Task A_canceled_request_ends_soon_and_leaves_only_its_record()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Stall, Count = 0 });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<ImageGenerationResult> generation = service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat" }, new ImageOutputOptions { Files = [service.Folder["a.png"]] }, cancellationToken: stop.Token);
        await Eventually.TrueAsync(() => service.Requests.Count == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation.WaitAsync(TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal((HistoryStatus.InDoubt, "a boat"), service.Records.Select(record => (record.Status, record.Request.GetProperty("Prompt").GetString())).Single());
        Assert.DoesNotContain(service.Folder.Names, name => name.StartsWith("a.png", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => service.Requests[0].ClientAborted);
    }
}
