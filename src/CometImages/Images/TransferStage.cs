namespace CometImages.Images;

enum TransferStage
{
    /// <summary>The request was sent, and no response was received yet.</summary>
    Waiting,

    /// <summary>The response is being received.</summary>
    Receiving,

    /// <summary>The attempt failed, and the retry is scheduled.</summary>
    Retrying,
}
