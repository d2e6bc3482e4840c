namespace CometImages.Models;

sealed class ApiKeyQuota
{
    public string? Name { get; init; }

    public decimal? RemainQuota { get; init; }

    public decimal UsedQuota { get; init; }
}
