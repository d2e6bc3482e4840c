namespace CometImages.Images;

/// <summary>The progress of a request or a download.</summary>
sealed class TransferProgress
{
    public TransferStage Stage { get; init; }

    /// <summary>Gets what the attempt does, as the start of a message.</summary>
    public string Activity { get; init; } = string.Empty;

    /// <summary>Gets the number of the attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets the number of bytes that were sent or received.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Gets the number of bytes in total, or null if the server didn't specify it.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Gets the delay before the retry.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Gets the error that is the reason for the retry.</summary>
    public CometApiException? Error { get; init; }
}
