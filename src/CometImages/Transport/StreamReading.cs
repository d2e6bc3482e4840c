namespace CometImages.Transport;

static class StreamReading
{
    /// <summary>Reads a body to its end, or to a limit.</summary>
    public static async Task<byte[]> ReadUpToAsync(this Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[8 * 1024];
        while (content.Length < maxBytes)
        {
            Memory<byte> block = buffer.AsMemory(0, Math.Min(buffer.Length, maxBytes - (int)content.Length));
            int read = await body.ReadAsync(block, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
