using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Answers;

/// <summary>The first thing that the API looks at.</summary>
static class KeyCheck
{
    const string Scheme = "Bearer ";

    public static ApiError? Refuse(Exchange exchange)
    {
        string header = exchange.Context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return Unauthorized("No API key: send it in the header Authorization, behind the word Bearer.");
        string? key = header.StartsWith(Scheme, StringComparison.Ordinal) ? header[Scheme.Length..] : null;
        if (string.IsNullOrWhiteSpace(key) || key.Contains(' ', StringComparison.Ordinal))
            return Unauthorized("The Authorization header is malformed: it must be the word Bearer, one space and the API key.");
        return key == exchange.State.Key ? null : Unauthorized("This API key is invalid.");
    }

    static ApiError Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, message, Code: "invalid_api_key");
}
