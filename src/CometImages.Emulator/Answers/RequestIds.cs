using System.Globalization;
using System.Security.Cryptography;

namespace CometImages.Emulator.Answers;

/// <summary>Request ids as gateways of this kind make them: the time and a random tail.</summary>
static class RequestIds
{
    public const string Header = "X-Request-Id";

    const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    public static string Next() =>
        DateTimeOffset.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString(Letters, 10);
}
