namespace CometImages;

/// <summary>Specifies what became of a request.</summary>
public enum HistoryStatus
{
    /// <summary>The service returned every image.</summary>
    Completed,

    /// <summary>The request failed, and the service didn't generate what is missing.</summary>
    Failed,

    /// <summary>
    /// The service may have generated, and charged for, images that weren't received: the process ended before the response, or the error says so.
    /// </summary>
    InDoubt,

    /// <summary>The process that sent the request is running and waits for the response.</summary>
    InProgress,
}
