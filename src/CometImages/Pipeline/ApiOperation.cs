namespace CometImages.Pipeline;

/// <summary>An operation of the API: the request of each attempt, and how its response is read.</summary>
/// <typeparam name="TResult">The operation's result.</typeparam>
abstract class ApiOperation<TResult>
{
    /// <summary>Gets which failures may be retried.</summary>
    public virtual RetryMode RetryMode => RetryMode.Always;

    public virtual Authentication Authentication => Authentication.None;

    /// <summary>Gets what an attempt does, as the start of a message.</summary>
    public abstract string Activity { get; }

    /// <summary>Gets what the response contains, as the subject of a sentence.</summary>
    public abstract string ContentName { get; }

    /// <summary>Creates the request of one attempt.</summary>
    public abstract HttpRequestMessage CreateRequest();

    /// <summary>Called when sending the body of a request starts.</summary>
    public virtual void OnSendStarted()
    {
    }

    /// <summary>Reads the response of one attempt.</summary>
    public abstract Task<TResult> ReadAsync(ApiResponse response, CancellationToken cancellationToken);
}
