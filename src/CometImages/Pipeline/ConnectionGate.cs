using System.Diagnostics.CodeAnalysis;

namespace CometImages.Pipeline;

/// <summary>
/// Admits one request at a time until the first one reaches the server. If the network, the proxy, or the base URL is wrong, only a few
/// requests of a batch find out.
/// </summary>
/// <param name="opensWhenSent">
/// Whether a request that is being sent has reached the server. A proxy for unencrypted HTTP receives requests before it accepts the login.
/// </param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle isn't used needs no disposal.")]
sealed class ConnectionGate(bool opensWhenSent)
{
    /// <summary>The maximum number of retries of a request that can't be sent.</summary>
    const int MaxRetries = 3;

    /// <summary>The number of requests in a row that couldn't be sent, after which no further request is sent.</summary>
    const int MaxFailures = 3;

    readonly SemaphoreSlim _turn = new(1);
    int _isHeld;
    int _failures;
    volatile bool _isOpen;

    /// <summary>Waits until the gate is open, or until this request may try to open it.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _isHeld, 1);
        if (_isOpen)
        {
            Leave();
        }
    }

    /// <summary>Admits the next request. Has no effect if the gate is open.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _isHeld, 0) == 1)
        {
            _turn.Release();
        }
    }

    public void ReportSendStarted()
    {
        if (opensWhenSent)
        {
            Open();
        }
    }

    public void ReportReached()
    {
        Volatile.Write(ref _failures, 0);
        Open();
    }

    /// <summary>Records a request that couldn't be sent. Returns whether no further request should be sent.</summary>
    public bool ReportNotSent() => Interlocked.Increment(ref _failures) >= MaxFailures;

    /// <summary>Returns whether a request that couldn't be sent may be retried: before the first success, only the first one.</summary>
    public bool AllowsRetry(int retry) => retry <= MaxRetries && (_isOpen || Volatile.Read(ref _failures) == 0);

    void Open()
    {
        if (!_isOpen)
        {
            _isOpen = true;
            Leave();
        }
    }
}
