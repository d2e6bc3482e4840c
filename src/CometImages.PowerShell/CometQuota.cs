using CometImages.Errors;
using CometImages.Models;

namespace CometImages.PowerShell;

/// <summary>The balance of an API key and of its account in US dollars, as the service reports it.</summary>
public sealed class CometQuota
{
    CometQuota(AccountQuota account, ApiKeyQuota? key, string apiKey)
    {
        Name = key is null ? null : ErrorResponseParser.Sanitize(key.Name, apiKey);
        IsUnlimited = key?.RemainQuota == AccountQuota.Unlimited;
        Remaining = IsUnlimited ? null : key?.RemainQuota;
        Used = key?.UsedQuota;
        UserName = ErrorResponseParser.Sanitize(account.Username, apiKey);
        IsAccountUnlimited = account.TotalQuota == AccountQuota.Unlimited;
        AccountTotal = IsAccountUnlimited ? null : account.TotalQuota;
        AccountUsed = account.TotalUsedQuota;
        AccountRequestCount = account.RequestCount;
    }

    /// <summary>Gets the name of the API key, or null if the account has none.</summary>
    public string? Name { get; }

    /// <summary>Gets what the API key can still use, or null if it's unlimited.</summary>
    public decimal? Remaining { get; }

    /// <summary>Gets a value that indicates whether what the API key can use is unlimited.</summary>
    public bool IsUnlimited { get; }

    /// <summary>Gets what the API key has used.</summary>
    public decimal? Used { get; }

    /// <summary>Gets the name of the account.</summary>
    public string UserName { get; }

    /// <summary>Gets the total quota of the account, or null if it's unlimited.</summary>
    public decimal? AccountTotal { get; }

    /// <summary>Gets a value that indicates whether the quota of the account is unlimited.</summary>
    public bool IsAccountUnlimited { get; }

    /// <summary>Gets what the account has used.</summary>
    public decimal AccountUsed { get; }

    /// <summary>Gets the number of the account's requests.</summary>
    public long AccountRequestCount { get; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? UserName;

    /// <summary>Creates an object for each API key of an account, or one for an account without any.</summary>
    internal static IReadOnlyList<CometQuota> Create(AccountQuota account, string apiKey) => account.Keys is { Length: > 0 } keys
        ? [.. keys.Select(key => new CometQuota(account, key, apiKey))]
        : [new CometQuota(account, key: null, apiKey)];
}
