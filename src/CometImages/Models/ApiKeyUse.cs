namespace CometImages.Models;

/// <summary>The use of an API key on one day.</summary>
sealed class ApiKeyUse
{
    public string? TokenName { get; init; }

    public decimal QuotaUsed { get; init; }

    public long RequestCount { get; init; }
}
