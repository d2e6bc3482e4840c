namespace CometImages.Transport;

/// <summary>
/// The body of a request. It's created for each attempt. Until the first byte is sent, the service can't have started to generate an
/// image, whatever fails: name resolution, the connection, TLS, a proxy tunnel, or a time limit.
/// </summary>
abstract class RequestContent : HttpContent
{
    /// <summary>Gets a value that indicates whether sending the body has started.</summary>
    public bool SendStarted { get; private set; }

    /// <summary>Gets or sets what is called when sending the body starts.</summary>
    public Action? OnSendStarted { get; set; }

    private protected void ReportSendStarted()
    {
        SendStarted = true;
        OnSendStarted?.Invoke();
    }
}
