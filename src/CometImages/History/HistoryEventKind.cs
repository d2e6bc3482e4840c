namespace CometImages.History;

/// <summary>Specifies what a line of the history says about a request.</summary>
enum HistoryEventKind
{
    /// <summary>An attempt is being sent. The line of the first one contains the request.</summary>
    Sent,

    /// <summary>The service rejected an attempt, so no image was generated.</summary>
    Rejected,

    /// <summary>The request has ended.</summary>
    Ended,

    /// <summary>A received image wasn't written to the pipeline.</summary>
    Undelivered,

    /// <summary>An image that was a URL or in the spool was saved.</summary>
    Saved,
}
