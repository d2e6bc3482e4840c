using System.Runtime.InteropServices;

namespace CometImages.Quickstart;

/// <summary>Turns Ctrl+C, and a polite request to end, into a cancelled token. The second one ends the process, as it always did.</summary>
sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource _asked = new();
    readonly PosixSignalRegistration _interrupt;
    readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _asked.Dispose();
    }

    void OnSignal(PosixSignalContext signal)
    {
        if (_asked.IsCancellationRequested)
            return;
        signal.Cancel = true;
        _asked.Cancel();
    }
}
