using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>
/// Decodes a JSON string of base64 into a picture's file while it arrives. A picture that cannot be kept is an error of its own: the
/// others of the answer go on.
/// </summary>
/// <param name="buffer">Stands on the string's opening quote.</param>
/// <param name="decoder">Decodes.</param>
/// <param name="picture">Gets the file, or the error.</param>
/// <param name="file">Where the picture goes.</param>
readonly struct Base64ImageReader(ResponseBuffer buffer, Base64StreamDecoder decoder, ImageResponseItem picture, ImageFileWriter file)
{
    /// <summary>Reads to the closing quote.</summary>
    /// <exception cref="CometApiException">The answer is broken.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            buffer.Start++;
            decoder.Reset();
            while (!ReadPiece())
            {
                await buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            if (picture.Error is null)
            {
                Complete();
            }
        }
        finally
        {
            if (picture.File is null)
            {
                file.Dispose();
            }
        }
    }

    // Decodes what is here; true when the closing quote was among it.
    bool ReadPiece()
    {
        JsonStringSegment piece = JsonStringSegment.Unescape(buffer.Bytes, buffer.Start, buffer.End);
        if (piece.Error is { } error)
        {
            throw ResponseBuffer.InvalidResponse(error);
        }

        if (picture.Error is null)
        {
            Decode(buffer.Bytes.AsSpan(buffer.Start, piece.Length));
        }

        if (picture.Error is not null)
        {
            buffer.ValidateText(buffer.Bytes, buffer.Start, piece.Length);
            file.Dispose();
        }

        buffer.CountNonImageBytes(piece.Next - buffer.Start - piece.Length);
        buffer.Start = piece.Next;
        return piece.IsTerminated;
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
            picture.Error = e;
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
                picture.File = file;
            }
        }
        catch (CometApiException e)
        {
            picture.Error = e;
            return;
        }

        if (!isLegal)
        {
            FailInvalidBase64();
        }
    }

    // What was held back is text of the answer like any other.
    void FailInvalidBase64()
    {
        picture.Error = ResponseBuffer.InvalidResponse("A picture of the answer is not correct base64.");
        buffer.ValidateText(decoder.Pending.ToArray(), 0, decoder.Pending.Length);
    }
}
