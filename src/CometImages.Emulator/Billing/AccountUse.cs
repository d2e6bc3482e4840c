namespace CometImages.Emulator.Billing;

/// <summary>What successful requests cost in US dollars, and their number.</summary>
sealed record AccountUse(decimal Cost = 0, int RequestCount = 0)
{
    public AccountUse Add(AccountUse other) => new(Cost + other.Cost, RequestCount + other.RequestCount);
}
