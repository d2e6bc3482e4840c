namespace CometImages.Transport;

sealed partial class ResponseBodyStream
{
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // .NET Framework ignores the token during a read, so closing the stream ends the read. Closing may drain the body first, so it
        // runs on another thread.
        CancellationToken token = idleTimeout.Token;
        using (token.Register(static state => Task.Run(((Stream)state!).Dispose), body))
        {
            try
            {
                int read = await body.ReadAsync(buffer, offset, count, token).ConfigureAwait(false);
                idleTimeout.Reset();
                return read;
            }
            catch (Exception) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException(token);
            }
        }
    }
}
