using CometImages.Images;

namespace CometImages.Pricing;

/// <summary>Calculates the costs of the requests of one command. A request doesn't wait for the prices, which are read beside the first one.</summary>
/// <param name="source">The prices.</param>
/// <param name="clock">The clock.</param>
sealed class RequestCosts(PriceSource source, TimeProvider clock)
{
    // A response can arrive sooner than the prices. The cost of a response that arrives later than this doesn't wait for them.
    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    readonly Lazy<Task<PriceList>> _prices = new(source.GetAsync);
    Task? _deadline;

    /// <summary>Starts to read the prices, unless that was started before.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        lock (_prices)
        {
            _deadline ??= Task.Delay(s_timeout, clock, cancellationToken);
        }

        _ = _prices.Value;
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
}
