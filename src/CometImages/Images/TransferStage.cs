namespace CometImages.Images;

/// <summary>What a request or a download is doing.</summary>
enum TransferStage
{
    /// <summary>It was sent, and its answer has not begun.</summary>
    Waiting,

    /// <summary>Its answer arrives.</summary>
    Receiving,

    /// <summary>It failed and waits to be sent again.</summary>
    Retrying,
}
