namespace CometImages.Images;

/// <summary>How a request or a download is getting on.</summary>
sealed class TransferProgress
{
    /// <summary>What it is doing.</summary>
    public TransferStage Stage { get; init; }

    /// <summary>Which attempt it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How many bytes of a download are here.</summary>
    public long BytesReceived { get; init; }

    /// <summary>How many bytes there will be, or null when the server did not say.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>How long it waits before it is sent again.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Why it is sent again.</summary>
    public CometApiException? Error { get; init; }
}
