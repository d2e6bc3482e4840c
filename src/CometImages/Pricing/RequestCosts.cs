using CometImages.Images;
using CometImages.Models;

namespace CometImages.Pricing;

/// <summary>
/// The costs of the requests of one command. A request waits for the prices only if the costs are limited. Otherwise they're read beside the
/// first request.
/// </summary>
/// <param name="source">The prices.</param>
/// <param name="clock">The clock.</param>
/// <param name="budget">Limits the costs, or null.</param>
/// <param name="pricePerImage">The price of an image that the user specified for the budget, or null.</param>
/// <param name="history">What earlier requests cost, which is read when it's needed.</param>
sealed class RequestCosts(PriceSource source, TimeProvider clock, RequestBudget? budget, decimal? pricePerImage, Lazy<CostHistory> history)
{
    // A response can arrive sooner than the prices. The cost of a response that arrives later than this doesn't wait for them.
    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    readonly Lazy<Task<PriceList>> _prices = new(source.GetAsync);
    Task? _deadline;

    /// <exception cref="CometApiException">The maximum cost is reached.</exception>
    public void ThrowIfBudgetReached() => budget?.ThrowIfReached();

    /// <summary>Creates the entry of a request. If the costs are limited, it waits until the request may be sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ticket">The place in the order of requests.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="CometApiException">The maximum cost is reached, or the cost of the request can't be limited.</exception>
    public async Task<CostEntry> BeginAsync(ImageGenerationRequest request, long ticket, CancellationToken cancellationToken)
    {
        Task<PriceList> prices = _prices.Value;
        lock (_prices)
        {
            _deadline ??= Task.Delay(s_timeout, clock, cancellationToken);
        }

        if (budget is null)
        {
            return new CostEntry(this, request, admission: null);
        }

        RequestCostKey key = RequestCostKey.FromRequest(request);
        CostEstimate estimate = await EstimateAsync(request, key, prices, cancellationToken).ConfigureAwait(false);
        return new CostEntry(this, request, await budget.AdmitAsync(ticket, key, estimate, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Calculates the cost of a request that returned images. It's unknown if the prices aren't known in time.</summary>
    public async Task<RequestCost> CalculateAsync(ImageGenerationRequest request, ImageUsage usage, int imageCount)
    {
        Task<PriceList> prices = _prices.Value;
        await Task.WhenAny(prices, _deadline!).ConfigureAwait(false);
        return prices.Status == TaskStatus.RanToCompletion
            ? CostCalculator.Calculate(prices.Result.Find(request.Model), request, usage, imageCount)
            : RequestCost.Unknown;
    }

    async Task<CostEstimate> EstimateAsync(
        ImageGenerationRequest request, RequestCostKey key, Task<PriceList> prices, CancellationToken cancellationToken)
    {
        // A provider's own field can request more images.
        bool isCountKnown = request.AdditionalProperties.Count == 0;
        if (pricePerImage is { } specified)
        {
            return new CostEstimate(specified * key.Count, isCountKnown);
        }

        ModelPricing? pricing = (await GetPricesAsync(prices, cancellationToken).ConfigureAwait(false)).Find(request.Model);
        return CostCalculator.GetImagePrice(pricing) is { } price ? new CostEstimate(price * key.Count, isCountKnown)
            : CostCalculator.IsPricedByTokens(pricing, request) ? new CostEstimate(history.Value.Find(key)?.Maximum, IsExact: false)
            : throw CreateError(CometErrorKind.InvalidRequest, $"the catalog doesn't contain what it needs to calculate the cost for {request.Model}.");
    }

    static async Task<PriceList> GetPricesAsync(Task<PriceList> prices, CancellationToken cancellationToken)
    {
        try
        {
            return await prices.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            throw CreateError(e.Kind, $"the prices of the catalog couldn't be read: {e.Detail}", e);
        }
    }

    static CometApiException CreateError(CometErrorKind kind, string reason, CometApiException? innerException = null) => new(
        kind,
        $"The request wasn't sent. Its cost can't be limited, because {reason}",
        "Specify -PricePerImage, the most that an image costs, or omit -MaximumCost.",
        innerException)
    {
        RequestNotSent = true,
        AttemptCount = 0,
    };
}
