using CometImages.Images;

namespace CometImages.Pricing;

/// <summary>The cost of one request. Disposing it ends a request that wasn't sent or was canceled.</summary>
/// <param name="costs">The costs of the command.</param>
/// <param name="request">The request.</param>
/// <param name="admission">Its part of the budget, or null if the costs aren't limited.</param>
sealed class CostEntry(RequestCosts costs, ImageGenerationRequest request, RequestBudget.Admission? admission) : IDisposable
{
    /// <summary>Ends a request without an image.</summary>
    /// <param name="error">The error.</param>
    /// <param name="uncertainAttempts">The number of attempts that may have been charged.</param>
    public void Fail(CometApiException error, int uncertainAttempts) =>
        admission?.End(cost: null, error.MayHaveBeenCharged ? Math.Max(1, uncertainAttempts) : 0);

    /// <summary>Ends a request that returned images.</summary>
    /// <param name="usage">The tokens that the service reported.</param>
    /// <param name="imageCount">The number of received images.</param>
    /// <param name="uncertainAttempts">The number of earlier attempts that may have been charged.</param>
    /// <returns>The cost of the received images.</returns>
    public async Task<RequestCost> CompleteAsync(ImageUsage usage, int imageCount, int uncertainAttempts)
    {
        RequestCost cost = await costs.CalculateAsync(request, usage, imageCount).ConfigureAwait(false);
        if (admission is not null)
        {
            // The service may have charged the missing images.
            RequestCost charged = await costs.CalculateAsync(request, usage, Math.Max(imageCount, request.Count ?? 1)).ConfigureAwait(false);
            admission.End(charged.Amount, uncertainAttempts + (charged.Amount is null ? 1 : 0));
        }

        return cost;
    }

    public void Dispose() => admission?.Dispose();
}
