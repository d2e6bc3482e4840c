namespace CometImages;

/// <summary>What went wrong, in the terms a caller can act on. In PowerShell the error id is <c>CometApi.</c> and this name.</summary>
public enum CometErrorKind
{
    /// <summary>No API key was given. Nothing was sent.</summary>
    ApiKeyMissing,

    /// <summary>The service did not accept the key (401).</summary>
    Unauthorized,

    /// <summary>The key may not do this, or the model does not take a field (403).</summary>
    Forbidden,

    /// <summary>The request is wrong (400 and its like, or refused here before anything was sent).</summary>
    InvalidRequest,

    /// <summary>The provider's safety system refused the prompt.</summary>
    ContentRejected,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The account's balance is used up.</summary>
    QuotaExceeded,

    /// <summary>The platform or the provider failed (5xx).</summary>
    ServerError,

    /// <summary>What answered is not the API: a redirect, an HTML page, or an address that cannot be one.</summary>
    InvalidBaseUri,

    /// <summary>The answer is no images answer, or ended early.</summary>
    InvalidResponse,

    /// <summary>No answer, or no further byte of one, within the time limit.</summary>
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    ConnectionFailed,

    /// <summary>The bytes that arrived are no picture.</summary>
    InvalidImage,

    /// <summary>The picture's URL is no longer valid.</summary>
    UrlExpired,

    /// <summary>The file is there already.</summary>
    FileExists,

    /// <summary>The file could not be written.</summary>
    WriteFailed,

    /// <summary>The picture's path names a file that is not on this machine.</summary>
    RemotePath,
}
