namespace CometImages;

/// <summary>Specifies the kind of a <see cref="CometApiException"/>. The error ID in PowerShell is <c>CometApi.</c> followed by this name.</summary>
public enum CometErrorKind
{
    /// <summary>No API key was specified. Nothing was sent.</summary>
    ApiKeyMissing,

    /// <summary>The service rejected the API key (401).</summary>
    Unauthorized,

    /// <summary>
    /// The API key has no access to the model, the model doesn't support a field, or a firewall blocked the request (403).
    /// </summary>
    Forbidden,

    /// <summary>The request is invalid. It was rejected by the service (400 and other 4xx) or before it was sent.</summary>
    InvalidRequest,

    /// <summary>The model is unknown to the service or retired (404, or the code <c>model_not_found</c>).</summary>
    ModelNotFound,

    /// <summary>The request is larger than the service accepts (413).</summary>
    PayloadTooLarge,

    /// <summary>The provider's safety system rejected the prompt or the image.</summary>
    ContentRejected,

    /// <summary>Too many requests were sent (429).</summary>
    RateLimited,

    /// <summary>The account's balance or the API key's quota is used up.</summary>
    QuotaExceeded,

    /// <summary>The maximum cost of the command is reached. Nothing was sent.</summary>
    BudgetReached,

    /// <summary>The platform or the provider failed (5xx).</summary>
    ServerError,

    /// <summary>The base URL is invalid, or the server at the base URL is not the API.</summary>
    InvalidBaseUri,

    /// <summary>The response is not a valid image response, or it ended early.</summary>
    InvalidResponse,

    /// <summary>No response, or no further data of a response, was received within the idle timeout.</summary>
    Timeout,

    /// <summary>The connection could not be established, or it was lost.</summary>
    ConnectionFailed,

    /// <summary>The received data is not an image.</summary>
    InvalidImage,

    /// <summary>The image's URL has expired.</summary>
    UrlExpired,

    /// <summary>The file already exists.</summary>
    FileExists,

    /// <summary>The file could not be written.</summary>
    WriteFailed,

    /// <summary>The image's path refers to a file on another computer.</summary>
    RemotePath,
}
