namespace CometImages.Errors;

/// <summary>What a status code means unless the error's code says more.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Description">The description for a response without one, where {0} is the status code.</param>
/// <param name="RecommendedAction">The recommended action, or null for that of the kind.</param>
sealed record StatusMeaning(CometErrorKind Kind, string Description, string? RecommendedAction = null)
{
    const string Rejected = "The service rejected the request (HTTP status {0}).";
    const string Failed = "The service failed (HTTP status {0}).";
    const string GatewayTimeout = "A gateway stopped waiting for the service (HTTP status {0}).";
    const string GatewayTimeoutAction =
        "Check the account's usage log before you try again. To retry such errors automatically, use -RetryGatewayTimeout.";

    static readonly StatusMeaning s_notApi = new(CometErrorKind.InvalidBaseUri, "The server at this URL is not an image API (HTTP status {0}).");

    static readonly Dictionary<int, StatusMeaning> s_known = new()
    {
        [401] = new(CometErrorKind.Unauthorized, Rejected),
        [402] = new(CometErrorKind.QuotaExceeded, Rejected),
        [403] = new(CometErrorKind.Forbidden, Rejected),
        [405] = s_notApi,
        [407] = new(
            CometErrorKind.ConnectionFailed, "The proxy requires a user name and a password (HTTP status {0}).", "Specify -ProxyCredential."),
        [408] = new(CometErrorKind.Timeout, "The server stopped waiting for the request (HTTP status {0})."),
        [409] = new(CometErrorKind.ServerError, "The request conflicts with another one (HTTP status {0})."),
        [413] = new(CometErrorKind.PayloadTooLarge, "The request is too large (HTTP status {0})."),
        [425] = new(CometErrorKind.ServerError, "The service isn't ready to process the request (HTTP status {0})."),
        [429] = new(CometErrorKind.RateLimited, Rejected),
        [504] = new(CometErrorKind.ServerError, GatewayTimeout, GatewayTimeoutAction),
        [524] = new(CometErrorKind.ServerError, GatewayTimeout, GatewayTimeoutAction),
    };

    // What a response means that isn't the API's, such as a web page.
    static readonly Dictionary<int, StatusMeaning> s_foreign = new()
    {
        [400] = s_notApi,
        [403] = new(
            CometErrorKind.Forbidden,
            "A firewall in front of the service blocked the request (HTTP status {0}).",
            "Wait before you try again, and lower -ThrottleLimit. If the problem persists, change the prompt or contact CometAPI support."),
        [404] = s_notApi,
    };

    public static StatusMeaning Get(int status, bool isForeign) => status switch
    {
        _ when isForeign && s_foreign.TryGetValue(status, out StatusMeaning? foreign) => foreign,
        _ when s_known.TryGetValue(status, out StatusMeaning? known) => known,
        < 300 when isForeign => s_notApi,
        < 300 => new(CometErrorKind.InvalidResponse, "The response (HTTP status {0}) contains no image."),
        < 400 => s_notApi,
        < 500 => new(CometErrorKind.InvalidRequest, Rejected),
        _ => new(CometErrorKind.ServerError, Failed),
    };
}
