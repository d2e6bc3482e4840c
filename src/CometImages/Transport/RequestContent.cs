using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace CometImages.Transport;

/// <summary>
/// The body of a request. It's created for each attempt. Until the first byte is sent, the service can't have started to generate an
/// image, whatever fails: name resolution, the connection, TLS, a proxy tunnel, or a time limit.
/// </summary>
sealed class RequestContent : HttpContent
{
    const int BufferSize = 256 * 1024;

    readonly IReadOnlyList<BodyPart> _parts;
    IReadOnlyList<Stream> _streams = [];

    /// <summary>Opens the parts, so that a file that can't be sent fails before the request.</summary>
    /// <exception cref="CometApiException">A file changed, or it can't be read.</exception>
    public RequestContent(MediaTypeHeaderValue contentType, IReadOnlyList<BodyPart> parts)
    {
        _parts = parts;
        Headers.ContentType = contentType;
        OpenParts();
    }

    /// <summary>Gets a value that indicates whether sending the body has started.</summary>
    public bool SendStarted { get; private set; }

    /// <summary>Gets the number of bytes.</summary>
    public long Length => _parts.Sum(part => part.Length);

    /// <summary>Gets or sets what is called when sending the body starts.</summary>
    public Action? OnSendStarted { get; set; }

    /// <summary>Gets or sets what is called with the number of bytes that are sent so far.</summary>
    public Action<long>? OnSent { get; set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (SendStarted)
        {
            // The platform sends the body again when a proxy requests the user name and the password.
            OpenParts();
        }

        SendStarted = true;
        OnSendStarted?.Invoke();
        IReadOnlyList<Stream> streams = _streams;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(BufferSize, Length));
        try
        {
            long sent = 0;
            for (int i = 0; i < _parts.Count; i++)
            {
                long end = sent + _parts[i].Length;
                while (sent < end)
                {
                    Memory<byte> rest = buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - sent));
                    int count = await streams[i].ReadAsync(rest, CancellationToken.None).ConfigureAwait(false);
                    if (count == 0)
                    {
                        throw new CometApiException(
                            CometErrorKind.InvalidRequest, "A file became shorter while it was sent.", "Run the command again when the file is complete.");
                    }

                    await stream.WriteAsync(rest.Slice(0, count), CancellationToken.None).ConfigureAwait(false);
                    sent += count;
                    OnSent?.Invoke(sent);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);

            // The image can replace the file that was sent, which Windows refuses while the file is open.
            CloseParts();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseParts();
        }

        base.Dispose(disposing);
    }

    void OpenParts()
    {
        List<Stream> streams = [];
        try
        {
            foreach (BodyPart part in _parts)
            {
                streams.Add(part.Open());
            }
        }
        catch
        {
            streams.ForEach(stream => stream.Dispose());
            throw;
        }

        CloseParts(streams);
    }

    // The request can be disposed of while its body is being sent, so only one of the two closes the parts.
    void CloseParts(IReadOnlyList<Stream>? replacements = null)
    {
        foreach (Stream stream in Interlocked.Exchange(ref _streams, replacements ?? []))
        {
            stream.Dispose();
        }
    }
}
