namespace CometImages.Models;

/// <summary>What a request that costs nothing shows about the service.</summary>
/// <param name="ModelIds">The IDs of the API key's models, or null if they weren't received.</param>
/// <param name="ClockSkew">How far this computer's clock is ahead of the service's, or null if no response contained its date.</param>
/// <param name="Error">Why there is no list, or null.</param>
sealed record ServiceProbe(IReadOnlyList<string>? ModelIds, TimeSpan? ClockSkew, CometApiException? Error);
