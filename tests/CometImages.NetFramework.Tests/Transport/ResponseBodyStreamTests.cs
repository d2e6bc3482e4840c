using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class ResponseBodyStreamTests
{
    [Fact]
    public async Task Cancellation_does_not_wait_for_a_body_that_closes_slowly()
    {
        using CancellationTokenSource cancellation = new();
        StubbornBody body = new();
        using IdleTimeout timeout = new(TimeSpan.FromSeconds(300), TimeProvider.System, cancellation.Token);
        ResponseBodyStream stream = new(body, timeout);
        Task<int> read = stream.ReadAsync(new byte[1], 0, 1, cancellation.Token);
        cancellation.Cancel();
        body.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.True(body.WasReleased);
    }

    // As .NET Framework's: a read ends when the stream is closed, and closing waits for what may still come.
    sealed class StubbornBody : MemoryStream
    {
        readonly TaskCompletionSource<int> _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly ManualResetEventSlim _released = new();

        public bool WasReleased { get; private set; }

        public void Release() => _released.Set();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _read.Task;

        protected override void Dispose(bool disposing)
        {
            WasReleased = _released.Wait(TimeSpan.FromSeconds(3));
            _read.TrySetException(new ObjectDisposedException("body"));
            base.Dispose(disposing);
        }
    }
}
