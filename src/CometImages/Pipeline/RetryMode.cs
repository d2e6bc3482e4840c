namespace CometImages.Pipeline;

/// <summary>Specifies which failures of an operation may be retried.</summary>
enum RetryMode
{
    /// <summary>Every transient failure, because the operation costs nothing.</summary>
    Always,

    /// <summary>Only failures after which the service can't have generated an image, because every image is charged.</summary>
    OnlyIfNotExecuted,
}
