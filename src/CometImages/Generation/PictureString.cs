using CometImages.Files;

namespace CometImages.Generation;

/// <summary>
/// Decodes a JSON string of base64 into a picture's file while it arrives. A picture that cannot be kept is an error of its own: the
/// others of the answer go on.
/// </summary>
/// <param name="buffer">Stands on the string's opening quote.</param>
/// <param name="decoder">Decodes.</param>
/// <param name="picture">Gets the file, or the error.</param>
/// <param name="file">Where the picture goes.</param>
readonly struct PictureString(AnswerBuffer buffer, Base64Decoder decoder, AnsweredPicture picture, PictureFile file)
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
                Finish();
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
        StringPiece piece = StringPiece.Unescape(buffer.Bytes, buffer.Start, buffer.End);
        if (piece.Error is { } error)
        {
            throw AnswerBuffer.Broken(error);
        }

        if (picture.Error is null)
        {
            Decode(buffer.Bytes.AsSpan(buffer.Start, piece.Length));
        }

        if (picture.Error is not null)
        {
            buffer.CheckText(buffer.Bytes, buffer.Start, piece.Length);
            file.Dispose();
        }

        buffer.CountOther(piece.Next - buffer.Start - piece.Length);
        buffer.Start = piece.Next;
        return piece.Closed;
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
            Refuse();
        }
    }

    void Finish()
    {
        bool isLegal;
        try
        {
            isLegal = decoder.TryFinish(file);
            if (isLegal)
            {
                file.Finish();
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
            Refuse();
        }
    }

    // What was held back is text of the answer like any other.
    void Refuse()
    {
        picture.Error = AnswerBuffer.Broken("A picture of the answer is not correct base64.");
        buffer.CheckText(decoder.Held.ToArray(), 0, decoder.Held.Length);
    }
}
