namespace CometImages.PowerShell.Planning;

/// <summary>What an input results in.</summary>
/// <param name="ExistingImages">The images whose files exist already.</param>
/// <param name="Requests">The requests to send.</param>
sealed record RequestPlan(IReadOnlyList<CometImage> ExistingImages, IReadOnlyList<PlannedRequest> Requests)
{
    /// <summary>Gets the number of images to generate.</summary>
    public int ImageCount => Requests.Sum(request => request.Request.Count ?? 1);
}
