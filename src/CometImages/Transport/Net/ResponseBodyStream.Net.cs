using System.Runtime.CompilerServices;

namespace CometImages.Transport;

sealed partial class ResponseBodyStream
{
    // A large image takes thousands of reads. The pooled builder keeps them from allocating.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await body.ReadAsync(buffer, idleTimeout.Token).ConfigureAwait(false);
            idleTimeout.Reset();
            return read;
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // BrotliStream throws this exception where GZipStream throws InvalidDataException.
            throw new InvalidDataException(e.Message, e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
