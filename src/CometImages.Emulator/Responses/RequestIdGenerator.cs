using System.Globalization;
using System.Security.Cryptography;

namespace CometImages.Emulator.Responses;

/// <summary>Creates request IDs as gateways do: the time and a random suffix.</summary>
static class RequestIdGenerator
{
    public const string Header = "X-Request-Id";

    const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    public static string Create() =>
        DateTimeOffset.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString(Letters, 10);
}
