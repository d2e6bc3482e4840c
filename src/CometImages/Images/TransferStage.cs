namespace CometImages.Images;

/// <summary>Specifies the stage of a request or a download.</summary>
enum TransferStage
{
    /// <summary>An attempt starts.</summary>
    Waiting,

    /// <summary>The request is being sent.</summary>
    Sending,

    /// <summary>The body of a large request is being sent.</summary>
    Uploading,

    /// <summary>The response is being received.</summary>
    Receiving,

    /// <summary>An attempt failed, and the next one starts after a delay.</summary>
    Retrying,
}
