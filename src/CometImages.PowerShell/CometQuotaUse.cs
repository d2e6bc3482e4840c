using CometImages.Errors;
using CometImages.Models;

namespace CometImages.PowerShell;

/// <summary>What an API key used on one day in US dollars, as the service reports it.</summary>
public sealed class CometQuotaUse
{
    CometQuotaUse(DateTime date, ApiKeyUse use, string apiKey)
    {
        Date = date;
        Name = ErrorResponseParser.Sanitize(use.TokenName, apiKey);
        Used = use.QuotaUsed;
        RequestCount = use.RequestCount;
    }

    /// <summary>Gets the day.</summary>
    public DateTime Date { get; }

    /// <summary>Gets the name of the API key.</summary>
    public string Name { get; }

    /// <summary>Gets what the API key used.</summary>
    public decimal Used { get; }

    /// <summary>Gets the number of requests.</summary>
    public long RequestCount { get; }

    /// <summary>Creates an object for each day and API key, in the order of the days. A day without use has none.</summary>
    internal static IEnumerable<CometQuotaUse> Create(AccountQuota account, string apiKey) =>
        from day in account.DailyQuota ?? new Dictionary<DateTime, ApiKeyUse[]>()
        orderby day.Key
        from use in day.Value ?? []
        select new CometQuotaUse(day.Key, use, apiKey);
}
