using System.Text.Json;
using CometImages.Errors;
using CometImages.Files;
using CometImages.Http;

namespace CometImages.Generation;

/// <summary>
/// Reads an images answer while it arrives. The grammar is System.Text.Json's; only strings that may be large are taken out of its
/// hands: a picture is decoded into its file, a long string that nobody asked for is skipped, and an empty string stands in for either.
/// Nothing is held but one buffer and the document's few values.
/// </summary>
/// <param name="body">The answer's body.</param>
/// <param name="open">Opens the file of the picture with this number, from 0.</param>
/// <param name="bufferSize">The longest name or number that is understood, in bytes.</param>
sealed class AnswerReader(BodyReader body, Func<int, PictureFile> open, int bufferSize = AnswerReader.DefaultBufferSize) : IDisposable
{
    public const int DefaultBufferSize = 64 * 1024;

    readonly AnswerBuffer _buffer = new(body, bufferSize);
    readonly Base64Decoder _decoder = new();
    JsonReaderState _json;
    JsonTokenType _last;

    enum Step
    {
        NeedsMore,
        Picture,
        Done,
    }

    public AnswerDocument Document { get; } = new();

    /// <summary>Reads to the end. What was whole before a failure stays in <see cref="Document"/>.</summary>
    /// <exception cref="CometApiException">The answer is broken.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            switch (Scan())
            {
                case Step.Done:
                    return;
                case Step.Picture when await NextIsStringAsync(cancellationToken).ConfigureAwait(false):
                    int last = Document.Pictures.Count - 1;
                    await new PictureString(_buffer, _decoder, Document.Pictures[last], open(last)).ReadAsync(cancellationToken).ConfigureAwait(false);
                    StandIn("\"\""u8);
                    break;
                case Step.NeedsMore when !_buffer.HasRoom():
                    await SkipLongStringAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case Step.NeedsMore:
                    await _buffer.FillAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _buffer.Dispose();
    }

    // Passes over a byte order mark, and tells a page from an answer.
    async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (_buffer.End < 3 && !_buffer.Ended)
        {
            await _buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_buffer.Rest.StartsWith("\uFEFF"u8))
        {
            _buffer.Start = 3;
        }

        if (_buffer.SkipWhiteSpace(_buffer.Start) is int first && first < _buffer.End && _buffer.Bytes[first] == '<')
        {
            throw ErrorAnswer.ReadPage(200, requestId: null);
        }
    }

    // Hands everything that is here to the JSON reader, token by token.
    Step Scan()
    {
        Utf8JsonReader reader = new(_buffer.Rest, _buffer.Ended, _json);
        try
        {
            Step step = Step.NeedsMore;
            while (step == Step.NeedsMore && reader.Read())
            {
                _last = reader.TokenType;
                step = Document.Take(ref reader) ? Step.Picture : Step.NeedsMore;
            }

            _buffer.Consume((int)reader.BytesConsumed);
            _json = reader.CurrentState;
            return step == Step.NeedsMore && _buffer.Ended ? Step.Done : step;
        }
        catch (JsonException e)
        {
            throw AnswerBuffer.Broken(_buffer.Ended ? "The answer ended in the middle." : $"The answer is not correct JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw AnswerBuffer.Broken("A text of the answer is not correct UTF-8.", e);
        }
    }

    async Task<bool> NextIsStringAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _buffer.Consume(_buffer.SkipWhiteSpace(_buffer.Start) - _buffer.Start);
            if (_buffer.Rest.Length > 0)
            {
                return _buffer.Rest[0] == '"';
            }

            if (_buffer.Ended)
            {
                return false;
            }

            await _buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task SkipLongStringAsync(CancellationToken cancellationToken)
    {
        int comma = _buffer.Rest[0] == ',' ? 1 : 0;
        bool isValue = _last == JsonTokenType.PropertyName || Document.InArray;
        if (!isValue || _buffer.Rest[comma] != '"')
        {
            throw AnswerBuffer.Broken($"The answer has a name or a number of more than {_buffer.Size:N0} bytes.");
        }

        _buffer.Start += comma + 1;
        while (!SkipPiece())
        {
            await _buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        StandIn(comma == 1 ? ",\"\""u8 : "\"\""u8);
    }

    // Passes over what is here of a string; true when its closing quote was among it.
    bool SkipPiece()
    {
        StringPiece piece = StringPiece.Skip(_buffer.Bytes, _buffer.Start, _buffer.End);
        if (piece.Error is { } error)
        {
            throw AnswerBuffer.Broken(error);
        }

        _buffer.CheckText(_buffer.Bytes, _buffer.Start, piece.Length);
        _buffer.Start = piece.Next;
        return piece.Closed;
    }

    // Tells the JSON reader that a string was there.
    void StandIn(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, _json);
        reader.Read();
        _last = reader.TokenType;
        Document.TakeStandIn();
        _json = reader.CurrentState;
    }
}
