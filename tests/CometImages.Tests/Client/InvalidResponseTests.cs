using CometImages.Images;
using CometImages.Tests.Emulator;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>Responses with status code 200 that are invalid.</summary>
public sealed class InvalidResponseTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FaultNames.BrokenJson, CometErrorKind.InvalidResponse, 0)]
    [InlineData(FaultNames.BadUtf8, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.BadBase64, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.Cut, CometErrorKind.ConnectionFailed, null)]
    [InlineData(FaultNames.CutClean, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.ResetAfterHeaders, CometErrorKind.ConnectionFailed, null)]
    [InlineData(FaultNames.EmptyData, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.NullData, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.NotAnImage, CometErrorKind.InvalidImage, null)]
    [InlineData(FaultNames.Endless, CometErrorKind.InvalidResponse, null)]
    [InlineData(FaultNames.EndlessString, CometErrorKind.InvalidResponse, null)]
    public async Task A_response_without_an_image_is_one_request_and_one_error_that_says_so(string fault, CometErrorKind kind, int? afterBytes)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = fault, AfterBytes = afterBytes });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Equal(kind, error.Kind);
        Assert.True(error.MayHaveBeenCharged);
        Assert.Contains("may have been made and charged", error.Message, StringComparison.Ordinal);
        Assert.Equal(Assert.Single(service.Requests).RequestId, error.RequestId);
        Assert.Empty(service.Folder.Files());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    public async Task What_is_no_images_answer_at_all_was_not_charged(int status)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = status, Headers = { ["Location"] = "/" }, Body = "<!doctype html>" });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Equal(CometErrorKind.InvalidBaseUri, error.Kind);
        Assert.False(error.MayHaveBeenCharged);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("", CometErrorKind.InvalidResponse)]
    [InlineData("upstream_error", CometErrorKind.InvalidResponse)]
    [InlineData("rate_limit_exceeded", CometErrorKind.InvalidResponse)]
    [InlineData("invalid_request", CometErrorKind.InvalidRequest)]
    [InlineData("content_policy_violation", CometErrorKind.ContentRejected)]
    [InlineData("moderation_blocked", CometErrorKind.ContentRejected)]
    [InlineData("insufficient_quota", CometErrorKind.QuotaExceeded)]
    [InlineData("insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData("model_not_found", CometErrorKind.ModelNotFound)]
    public async Task An_error_with_status_code_200_may_have_been_charged_unless_its_code_is_a_rejection(string code, CometErrorKind kind)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 200, Code = code, Message = "The words.", Count = 0 });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Equal((kind, "The words."), (error.Kind, error.Detail[..10]));
        Assert.Equal(kind == CometErrorKind.InvalidResponse, error.MayHaveBeenCharged);
        Assert.Equal(error.MayHaveBeenCharged, error.Message.Contains("may have been made and charged", StringComparison.Ordinal));
        Assert.Equal(Assert.Single(service.Requests).RequestId, error.RequestId);
    }

    [Fact]
    public async Task An_error_in_place_of_one_image_is_shown_and_the_other_image_is_kept()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.ItemError });
        ImageGenerationResult result = await service.GenerateAsync(count: 2);
        Assert.Single(result.Images);
        ImageGenerationFailure failure = Assert.Single(result.Failures);
        Assert.Equal((CometErrorKind.ContentRejected, 1), (failure.Error.Kind, failure.MissingCount));
        Assert.StartsWith("The request failed because the output image", failure.Error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Blocked.","code":"content_filter","type":"t"}}""", CometErrorKind.ContentRejected, "Blocked.")]
    [InlineData("""{"b64_json":"","url":null,"error":"Not today"}""", CometErrorKind.InvalidResponse, "Not today.")]
    [InlineData("""{"error":null,"url":""}""", CometErrorKind.InvalidResponse, "The response contains no image.")]
    [InlineData("""{"url":"/images/1.png"}""", CometErrorKind.InvalidResponse, "The service returned '/images/1.png', which isn't the URL of an image.")]
    [InlineData("""{"url":"data:image/png;base64,AAAA"}""", CometErrorKind.InvalidResponse, "The service returned 'data:image/png;base64,AAAA', which isn't the URL of an image.")]
    [InlineData("""{"url":"ftp://files.example/1.png"}""", CometErrorKind.InvalidResponse, "The service returned 'ftp://files.example/1.png', which isn't the URL of an image.")]
    public async Task An_item_without_an_image_says_why(string item, CometErrorKind kind, string detail)
    {
        CometApiException error = await FailAsync($$"""{"created":1,"data":[{{item}}]}""");
        Assert.Equal((kind, detail, true), (error.Kind, error.Detail, error.MayHaveBeenCharged));
    }

    [Theory]
    [InlineData("event: image_generation.partial_image\ndata: {}\n\n")]
    [InlineData("data: {\"error\":{}}\n\n")]
    [InlineData(": PING\n\n")]
    public async Task A_stream_of_events_is_reported_as_one(string body)
    {
        CometApiException error = await FailAsync(body);
        Assert.Equal((CometErrorKind.InvalidResponse, true), (error.Kind, error.MayHaveBeenCharged));
        Assert.StartsWith("The response is a stream of events", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input_tokens":13,"output_tokens":196,"total_tokens":0}""", 13L, 196L, 209L)]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"input_tokens":13,"output_tokens":196,"total_tokens":209}""", 13L, 196L, 209L)]
    [InlineData("""{"input_tokens":0,"output_tokens":0,"prompt_tokens":13,"completion_tokens":196}""", 13L, 196L, null)]
    [InlineData("""{"input_tokens":0,"output_tokens":0,"total_tokens":0}""", 0L, 0L, 0L)]
    public async Task A_zero_in_the_usage_does_not_replace_a_number(string usage, long? input, long? output, long? total)
    {
        string body = $$"""{"data":[{"url":"https://files.example/1.png"}],"usage":{{usage}}}""";
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 200, Body = body });
        CometImage image = Assert.Single((await service.GenerateAsync()).Images);
        Assert.Equal((input, output, total), (image.InputTokens, image.OutputTokens, image.TotalTokens));
    }

    [Fact]
    public async Task Another_success_status_code_may_have_been_charged_and_is_not_retried()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 206, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Equal((CometErrorKind.InvalidResponse, true), (error.Kind, error.MayHaveBeenCharged));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(FaultNames.Bom)]
    [InlineData(FaultNames.WrongContentType)]
    [InlineData(FaultNames.NoLength)]
    [InlineData(FaultNames.ManyMembers)]
    [InlineData(FaultNames.NoRequestId)]
    public async Task An_unusual_response_returns_the_image(string fault)
    {
        Assert.SkipWhen(Wine.IsPresent && fault == FaultNames.ManyMembers, Wine.NoLargeWrites);
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = fault });
        CometImage image = Assert.Single((await service.GenerateAsync()).Images);
        JournalEntry request = Assert.Single(service.Requests);
        Assert.Equal(fault, request.Fault);
        Assert.Equal(Assert.Single(request.Images), EmulatedService.Hash(image.Path!));
        Assert.Equal(fault != FaultNames.NoRequestId, image.RequestId is not null);
    }

    [Fact]
    public async Task An_invalid_image_among_valid_ones_is_the_missing_one()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.BadBase64 });
        ImageOutputOptions output = new() { Files = [.. Enumerable.Range(1, 3).Select(i => service.Folder[$"{i}.png"])] };
        ImageGenerationResult result = await service.GenerateAsync(3, output);
        Assert.Equal([1, 3], result.Images.Select(image => image.Index));
        ImageGenerationFailure failure = Assert.Single(result.Failures);
        Assert.Equal((CometErrorKind.InvalidResponse, 1, true), (failure.Error.Kind, failure.MissingCount, failure.Error.MayHaveBeenCharged));
        Assert.Equal([service.Folder["2.png"]], failure.MissingFiles);
        Assert.Equal(["1.png", "3.png"], service.Folder.Files().Order());
    }

    [Fact]
    public async Task A_response_with_one_image_fewer_has_one_missing()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Fewer });
        ImageGenerationResult result = await service.GenerateAsync(3);
        Assert.Equal(2, result.Images.Count);
        Assert.Equal(1, Assert.Single(result.Failures).MissingCount);
    }

    [Theory]
    [InlineData(FaultNames.Cut)]
    [InlineData(FaultNames.CutClean)]
    [InlineData(FaultNames.BrokenJson)]
    public async Task Complete_images_of_an_interrupted_response_are_kept_and_nothing_else(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        service.Host.Faults.Add(new FaultRule { Fault = fault, AfterBytes = 700_000 });
        ImageGenerationResult result = await service.GenerateAsync(4);
        JournalEntry request = Assert.Single(service.Requests);
        ImageGenerationFailure failure = Assert.Single(result.Failures);
        int completeCount = fault == FaultNames.BrokenJson ? 3 : 1;
        Assert.Equal(completeCount, result.Images.Count);
        Assert.Equal(request.Images[0], EmulatedService.Hash(result.Images[0].Path!));
        Assert.Equal((4 - completeCount, true), (failure.MissingCount, failure.Error.MayHaveBeenCharged));
        Assert.Equal(result.Images.Select(image => Path.GetRelativePath(service.Folder.Path, image.Path!)).Order(), service.Folder.Files().Order());
    }

    [Theory]
    [InlineData("200 OK", "gzip", CometErrorKind.InvalidResponse)]
    [InlineData("200 OK", "deflate", CometErrorKind.InvalidResponse)]
    [InlineData("200 OK", "br", CometErrorKind.InvalidResponse)]
    [InlineData("400 Bad Request", "gzip", CometErrorKind.InvalidRequest)]
    [InlineData("400 Bad Request", "br", CometErrorKind.InvalidRequest)]
    public async Task A_response_with_a_wrong_content_encoding_is_one_error_of_one_request(string status, string encoding, CometErrorKind kind)
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        using RawServer server = RawServer.Respond($"HTTP/1.1 {status}\nContent-Type: application/json\nContent-Encoding: {encoding}\nConnection: close\n\n{{\"created\":1,\"data\":[]}}");
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => ClientOf(server, folder).GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: Cancellation));
        Assert.Equal(kind == CometErrorKind.InvalidResponse, error.MayHaveBeenCharged);
        Assert.Equal(1, server.RequestCount);

        // Mono reports an interrupted connection.
        Assert.Equal(kind, Environment.Version.Major < 5 && error.Kind == CometErrorKind.ConnectionFailed ? CometErrorKind.InvalidResponse : error.Kind);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nX-Request-Id: a\u001b[31mb\nContent-Type: application/json\nConnection: close\n\n{}")]
    [InlineData("HTTP/1.1 200 OK\nX-Request-Id: a\u001b[31mb\nContent-Type: text/html\nConnection: close\n\n<html>")]
    [InlineData("HTTP/1.1 \u001b[31m\n\n")]
    [InlineData("HTTP/1.1 200 OK\n\u001b[31m\n\n")]
    public async Task Control_characters_in_headers_do_not_reach_the_terminal(string response)
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        using RawServer server = RawServer.Respond(response);
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => ClientOf(server, folder).GenerateAsync(new ImageGenerationRequest { Prompt = "a boat" }, cancellationToken: Cancellation));
        Assert.DoesNotContain(error.Message + error.RequestId, char.IsControl);
        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task Images_that_were_complete_when_the_caller_canceled_are_recorded()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.StallBody, AfterBytes = 700_000 });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<ImageGenerationResult> generation = service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "gpt-image-2", Count = 4 }, cancellationToken: stop.Token);
        await Eventually.TrueAsync(() => service.Folder.Files().Any(file => file.EndsWith(".png", StringComparison.Ordinal)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation.WaitAsync(TimeSpan.FromSeconds(5), Cancellation));
        CometImage recorded = Assert.Single(service.Records.SelectMany(record => record.Undelivered));
        Assert.Equal(Assert.Single(service.Requests).Images[0], EmulatedService.Hash(recorded.Path!));
        Assert.Equal(("a boat", 1), (recorded.Prompt, recorded.Index));
    }

    static CometClient ClientOf(RawServer server, TempFolder folder) =>
        new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder["spool"], TimeProvider = new NoWaitTimeProvider() });

    static async Task<CometApiException> FailAsync(string body)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 200, Body = body, Count = 0 });
        CometApiException error = await service.FailToGenerateAsync();
        Assert.Single(service.Requests);
        return error;
    }
}
