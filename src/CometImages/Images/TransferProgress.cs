namespace CometImages.Images;

/// <summary>The progress of a request or a download.</summary>
sealed class TransferProgress
{
    public TransferStage Stage { get; init; }

    /// <summary>Gets the one-based number of the attempt.</summary>
    public int Attempt { get; init; } = 1;

    public long BytesReceived { get; init; }

    /// <summary>Gets the size of the download, or null if the server didn't report it.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Gets the time to wait before the retry.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Gets the error that caused the retry.</summary>
    public CometApiException? Error { get; init; }
}
