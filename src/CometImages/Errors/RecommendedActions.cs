namespace CometImages.Errors;

/// <summary>The recommended action of each kind of error.</summary>
static class RecommendedActions
{
    // Without a discard arm, the compiler rejects a kind that has no entry.
    public static string Get(CometErrorKind kind, bool hasRequestId) => kind switch
    {
        CometErrorKind.ApiKeyMissing =>
            "Set the environment variable COMETAPI_KEY, or specify -ApiKey with a SecureString, for example from Get-Secret.",
        CometErrorKind.Unauthorized =>
            "Check the API key in COMETAPI_KEY or -ApiKey. It may be mistyped, revoked, or for another service.",
        CometErrorKind.Forbidden => "Check that the API key has access to the model, and that the model supports every specified field.",
        CometErrorKind.InvalidRequest => "Correct the request. To list the values that each model supports, use Get-CometImageModel.",
        CometErrorKind.ModelNotFound => "Specify another model. To list the models, use Get-CometImageModel -Online.",
        CometErrorKind.PayloadTooLarge => "Use smaller files, or URLs if the model supports them.",
        CometErrorKind.ContentRejected => "Change the prompt. The service rejects the same prompt again.",
        CometErrorKind.RateLimited => "Wait and try again, or lower -ThrottleLimit.",
        CometErrorKind.QuotaExceeded => "Add funds to the account, or raise the quota of the API key.",
        CometErrorKind.BudgetReached => "To request the image, pipe the TargetObject of the error to the cmdlet, with a new -MaximumCost.",
        CometErrorKind.ServerError =>
            "Try again later. If the problem persists, contact CometAPI support" + (hasRequestId ? " and include the request ID." : "."),
        CometErrorKind.InvalidBaseUri =>
            "Check COMETAPI_BASE_URL or -BaseUri. The URL includes /v1, for example https://api.cometapi.com/v1.",
        CometErrorKind.InvalidResponse => "Check the account's usage log before you try again.",
        CometErrorKind.Timeout => "Check the account's usage log before you try again, or raise -TimeoutSec.",
        CometErrorKind.ConnectionFailed => "Check the network, the proxy, and the base URL.",
        CometErrorKind.InvalidImage => "No file was written.",
        CometErrorKind.UrlExpired =>
            "Image URLs are valid for an hour, or a day for Seedream models. Save images soon after they're generated, or use -OutFile.",
        CometErrorKind.FileExists => "To overwrite the file, use -Force. Otherwise, specify another name.",
        CometErrorKind.WriteFailed => "Check that the folder exists, is writable, and has free space.",
        CometErrorKind.RemotePath => "Save the image on the computer where it was generated, or copy the file to this computer first.",
    };
}
