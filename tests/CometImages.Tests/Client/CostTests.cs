using CometImages.Images;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class CostTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_image_has_the_cost_of_its_request()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage[] images = [.. (await GenerateAsync(NewClient(service), new() { Prompt = "a boat", Count = 3 })).Images];
        Assert.Equal(((images[0].InputTokens * 4m) + (images[0].OutputTokens * 24m)) / 1_000_000, images[0].Cost);
        Assert.Equal([CostBasis.Usage, null, null], images.Select(image => image.CostBasis));
        Assert.Equal([null, null], images.Skip(1).Select(image => image.Cost));
    }

    [Fact]
    public async Task A_model_with_a_price_per_request_costs_it_for_each_image()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = (await GenerateAsync(NewClient(service), new() { Prompt = "a boat", Model = "dall-e-2", Count = 2 })).Images[0];
        Assert.Equal((0.032m, CostBasis.PerRequest), (image.Cost, image.CostBasis));
    }

    [Fact]
    public async Task All_requests_of_a_process_read_the_catalog_once()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        ImageGenerationResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => GenerateAsync(NewClient(service), new() { Prompt = "a boat", Model = "dall-e-2" })));
        Assert.All(results, result => Assert.Equal(0.016m, result.Images[0].Cost));
        JournalEntry catalog = Assert.Single(service.Requests, request => request.Route == "catalog");
        Assert.False(catalog.HasKey);
    }

    [Fact]
    public async Task Nothing_is_known_and_nothing_is_read_unless_costs_are_requested()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = (await service.GenerateAsync()).Images[0];
        Assert.Equal((null, null), (image.Cost, image.CostBasis));
        Assert.DoesNotContain(service.Requests, request => request.Route == "catalog");
        Assert.DoesNotContain("prices.json", service.Folder.Names);
    }

    [Fact]
    public async Task A_catalog_that_does_not_respond_delays_an_image_by_two_seconds_at_most()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Stall, Route = "catalog" });
        CometClient client = NewClient(service, clock: TimeProvider.System);
        CometImage image = (await GenerateAsync(client, new() { Prompt = "a boat" }).WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).Images[0];
        Assert.Equal((null, CostBasis.Unknown), (image.Cost, image.CostBasis));
        Assert.NotNull(image.Path);
    }

    [Fact]
    public async Task A_catalog_that_can_not_be_read_costs_no_image()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 404, Route = "catalog", Count = 0 });
        CometImage image = (await GenerateAsync(NewClient(service), new() { Prompt = "a boat" })).Images[0];
        Assert.Equal((null, CostBasis.Unknown), (image.Cost, image.CostBasis));
    }

    [Fact]
    public async Task A_cost_that_can_not_be_known_can_not_be_limited()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => GenerateAsync(NewClient(service, maximumCost: 1), new() { Prompt = "a boat", Model = "lighthouse-image-1" }));
        Assert.Equal((CometErrorKind.InvalidRequest, true, 0), (error.Kind, error.RequestNotSent, error.AttemptCount));
        Assert.Contains("-PricePerImage", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Requests, request => request.Route == "generations");
        Assert.Single((await GenerateAsync(
            NewClient(service, maximumCost: 1, pricePerImage: 0.5m), new() { Prompt = "a boat", Model = "lighthouse-image-1" })).Images);
    }

    [Fact]
    public async Task Without_a_catalog_nothing_is_sent_under_a_maximum()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 404, Route = "catalog", Count = 0 });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => GenerateAsync(NewClient(service, maximumCost: 1), new() { Prompt = "a boat" }));
        Assert.StartsWith("The request wasn't sent. Its cost can't be limited, because the prices of the catalog", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Requests, request => request.Route == "generations");
    }

    [Fact]
    public async Task A_gateway_timeout_that_is_retried_counts_as_charged()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 504, Count = 2 });
        CometClient client = NewClient(service, maximumCost: 0.06m, retryGatewayTimeout: true);
        Assert.Equal(0.016m, (await GenerateAsync(client, new() { Prompt = "a boat", Model = "dall-e-2" })).Images[0].Cost);
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => GenerateAsync(client, new() { Prompt = "a boat", Model = "dall-e-2" }));
        Assert.Equal(CometErrorKind.BudgetReached, error.Kind);
        Assert.Contains("cost $0.048", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_knows_the_cost_of_the_first_request_of_a_run()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Delay, DelayMs = 300, Count = 0 });
        ImageGenerationRequest request = new() { Prompt = "a boat" };
        await GenerateAsync(NewClient(service, recordsHistory: true), request);
        Assert.Single(service.Records);
        CometClient second = NewClient(service, maximumCost: 10, recordsHistory: true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GenerateAsync(second, request)));
        JournalEntry[] requests = [.. service.Requests.Where(entry => entry.Route == "generations").Skip(1)];
        Assert.True(requests.Max(entry => entry.StartedAt) < requests.Min(entry => entry.EndedAt), "The requests weren't in flight at the same time.");
    }

    static Task<ImageGenerationResult> GenerateAsync(CometClient client, ImageGenerationRequest request) =>
        client.GenerateAsync(request, cancellationToken: Cancellation);

    static CometClient NewClient(
        EmulatedService service,
        decimal? maximumCost = null,
        decimal? pricePerImage = null,
        bool recordsHistory = false,
        bool retryGatewayTimeout = false,
        TimeProvider? clock = null) => new(new CometClientOptions
        {
            ApiKey = service.Host.Key,
            BaseUri = service.Host.BaseUri,
            SpoolFolder = service.Folder["spool"],
            ThrottleLimit = 8,
            History = recordsHistory ? service.History : service.NoHistory,
            RetryGatewayTimeout = retryGatewayTimeout,
            CalculatesCost = true,
            MaximumCost = maximumCost,
            PricePerImage = pricePerImage,
            MaximumRetryCount = 2,
            TimeProvider = clock ?? TimeProvider.System,
        });
}
