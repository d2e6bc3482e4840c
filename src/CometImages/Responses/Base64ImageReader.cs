using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>
/// Decodes a base64 string into an image's file while it arrives. An image that can't be decoded or stored is an error of its own, and the
/// reading continues with the next image.
/// </summary>
/// <param name="buffer">The buffer, at the opening quote of the string.</param>
/// <param name="decoder">The decoder.</param>
/// <param name="item">Receives the file or the error.</param>
/// <param name="file">The image's file.</param>
sealed class Base64ImageReader(ResponseBuffer buffer, Base64StreamDecoder decoder, ImageResponseItem item, ImageFileWriter file)
{
    const int MaxDataUrlHeaderLength = 256;

    static ReadOnlySpan<byte> DataUrlScheme => "data:"u8;

    /// <summary>Reads to the closing quote.</summary>
    /// <exception cref="CometApiException">The response is invalid.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            buffer.Start++;
            decoder.Reset();
            await SkipDataUrlHeaderAsync(cancellationToken).ConfigureAwait(false);
            while (!ReadSegment())
            {
                await buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            // An empty string means that the image is elsewhere: services written in Go send every property.
            if (item.Error is null && !decoder.IsEmpty)
            {
                Complete();
            }
        }
        finally
        {
            if (item.File is null)
            {
                file.Dispose();
            }
        }
    }

    // Some services return a data URL. Its header ends with a comma.
    async Task SkipDataUrlHeaderAsync(CancellationToken cancellationToken)
    {
        while (buffer.Unread.Length < DataUrlScheme.Length && buffer.Unread.IndexOf((byte)'"') < 0)
        {
            await buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!buffer.Unread.StartsWith(DataUrlScheme))
        {
            return;
        }

        int end;
        while ((end = buffer.Unread.IndexOfAny((byte)',', (byte)'"')) < 0 && buffer.Unread.Length < MaxDataUrlHeaderLength)
        {
            await buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        if (end >= 0 && buffer.Unread[end] == ',')
        {
            buffer.Advance(end + 1);
        }
    }

    // Decodes what the buffer contains of the string. Returns whether it includes the closing quote.
    bool ReadSegment()
    {
        JsonStringSegment segment = JsonStringSegment.Unescape(buffer.Bytes, buffer.Start, buffer.End);
        if (segment.Error is { } error)
        {
            throw ResponseBuffer.InvalidResponse(error);
        }

        if (item.Error is null)
        {
            Decode(buffer.Bytes.AsSpan(buffer.Start, segment.Length));
        }

        if (item.Error is not null)
        {
            buffer.ValidateText(buffer.Bytes, buffer.Start, segment.Length);
            file.Dispose();
        }

        buffer.CountNonImageBytes(segment.Next - buffer.Start - segment.Length);
        buffer.Start = segment.Next;
        return segment.IsTerminated;
    }

    void Decode(ReadOnlySpan<byte> run)
    {
        bool isLegal = true;
        try
        {
            isLegal = decoder.TryWrite(run, file);
        }
        catch (CometApiException e)
        {
            item.Error = e;
        }

        if (!isLegal)
        {
            FailInvalidBase64();
        }
    }

    void Complete()
    {
        bool isLegal;
        try
        {
            isLegal = decoder.TryComplete(file);
            if (isLegal)
            {
                file.Complete();
                item.File = file;
            }
        }
        catch (CometApiException e)
        {
            item.Error = e;
            return;
        }

        if (!isLegal)
        {
            FailInvalidBase64();
        }
    }

    // The characters that the decoder holds back are text like any other.
    void FailInvalidBase64()
    {
        item.Error = ResponseBuffer.InvalidResponse("An image of the response isn't valid base64.");
        buffer.ValidateText(decoder.Pending.ToArray(), 0, decoder.Pending.Length);
    }
}
