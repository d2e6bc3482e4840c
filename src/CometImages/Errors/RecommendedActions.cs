namespace CometImages.Errors;

/// <summary>What to do next, for each kind of error that has one answer.</summary>
static class RecommendedActions
{
    static readonly Dictionary<CometErrorKind, string> s_texts = new()
    {
        [CometErrorKind.ApiKeyMissing] = "Set the environment variable COMETAPI_KEY, or pass -ApiKey with a SecureString, for example from Get-Secret.",
        [CometErrorKind.Unauthorized] = "Check the key in COMETAPI_KEY or -ApiKey: it may be mistyped, revoked, or another service's.",
        [CometErrorKind.Forbidden] = "Check that the key may use this model, and that the model takes every field that was set.",
        [CometErrorKind.InvalidRequest] = "Correct the request; Get-CometImageModel shows what each model takes.",
        [CometErrorKind.ContentRejected] = "Word the prompt differently; the same prompt will be refused again.",
        [CometErrorKind.RateLimited] = "Wait and try again, or lower -ThrottleLimit.",
        [CometErrorKind.QuotaExceeded] = "Top up the account's balance, or raise the key's own limit.",
        [CometErrorKind.ServerError] = "Try again later; if it stays, tell CometAPI's support the request id.",
        [CometErrorKind.InvalidBaseUri] = "Check COMETAPI_BASE_URL or -BaseUri: it looks like https://api.cometapi.com/v1, with the /v1.",
        [CometErrorKind.InvalidResponse] = "Look at the account's log before asking again.",
        [CometErrorKind.Timeout] = "Look at the account's log before asking again, or raise -TimeoutSec.",
        [CometErrorKind.ConnectionFailed] = "Check the network, the proxy and the base URL.",
        [CometErrorKind.InvalidImage] = "No file was written.",
        [CometErrorKind.UrlExpired] = "Picture URLs live for an hour (Seedream: a day); save pictures soon after they are made, or use -OutFile.",
        [CometErrorKind.FileExists] = "Use -Force to overwrite it, or choose another name.",
        [CometErrorKind.WriteFailed] = "Check that the folder exists, is writable, and has room.",
        [CometErrorKind.RemotePath] = "Save the picture on the machine that made it, or copy the file here first.",
    };

    public static string Get(CometErrorKind kind) => s_texts[kind];
}
