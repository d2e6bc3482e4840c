#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif

namespace CometImages.Transport;

/// <summary>Reads a body, and tells the time limit each time something arrives.</summary>
sealed class ResponseBodyReader(Stream body, IdleTimeout? silence = null) : IDisposable
{
    /// <summary>Opens the body of an answer that has begun.</summary>
    public static async Task<ResponseBodyReader> OpenAsync(HttpResponseMessage response, IdleTimeout silence, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
        return new ResponseBodyReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), silence);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return new ResponseBodyReader(await response.Content.ReadAsStreamAsync().ConfigureAwait(false), silence);
#endif
    }

#if NET8_0_OR_GREATER
    // A large picture is thousands of reads: what each would leave to the garbage collector is used again.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    public async ValueTask<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        CancellationToken token = silence?.Token ?? cancellationToken;
#if NET8_0_OR_GREATER
        int read;
        try
        {
            read = await body.ReadAsync(buffer.AsMemory(offset, count), token).ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // So Brotli calls what gzip calls invalid data.
            throw new InvalidDataException(e.Message, e);
        }
#else
        // .NET Framework's stream does not listen to the token while it reads; closing it ends the read. It may wait for what is still to come
        // before it closes, so whoever cancels does not wait for it.
        int read;
        using (token.Register(static state => Task.Run(((Stream)state!).Dispose), body))
        {
            try
            {
                read = await body.ReadAsync(buffer, offset, count, token).ConfigureAwait(false);
            }
            catch (Exception) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException(token);
            }
        }
#endif
        silence?.Reset();
        return read;
    }

    /// <summary>Reads at maxBytes this many bytes: enough of an error to tell it.</summary>
    public async Task<byte[]> ReadUpToAsync(int maxBytes, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[8 * 1024];
        while (kept.Length < maxBytes)
        {
            int read = await ReadAsync(buffer, 0, Math.Min(buffer.Length, maxBytes - (int)kept.Length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    public void Dispose() => body.Dispose();
}
