namespace CometImages.Models;

/// <summary>The balance of an account and of its API keys in US dollars, as the service reports it. A balance of -1 is unlimited.</summary>
sealed class AccountQuota
{
    /// <summary>The balance that stands for no limit.</summary>
    public const decimal Unlimited = -1;

    public string? Username { get; init; }

    public decimal? TotalQuota { get; init; }

    public decimal TotalUsedQuota { get; init; }

    public long RequestCount { get; init; }

    public ApiKeyQuota[]? Keys { get; init; }

    /// <summary>Gets the use of each day by its date, or null if it wasn't requested.</summary>
    public IReadOnlyDictionary<DateTime, ApiKeyUse[]>? DailyQuota { get; init; }
}
