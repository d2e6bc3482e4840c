using System.Text.Json;
using CometImages.Errors;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages.Responses;

/// <summary>
/// Reads an images answer while it arrives. The grammar is System.Text.Json's; only strings that may be large are taken out of its
/// hands: a picture is decoded into its file, a long string that nobody asked for is skipped, and an empty string stands in for either.
/// Nothing is held but one buffer and the document's few values.
/// </summary>
/// <param name="body">The answer's body.</param>
/// <param name="open">Opens the file of the picture with this number, from 0.</param>
/// <param name="bufferSize">The longest name or number that is understood, in bytes.</param>
sealed class ImageResponseReader(ResponseBodyReader body, Func<int, ImageFileWriter> open, int bufferSize = ImageResponseReader.DefaultBufferSize) : IDisposable
{
    public const int DefaultBufferSize = 64 * 1024;

    readonly ResponseBuffer _buffer = new(body, bufferSize);
    readonly Base64StreamDecoder _decoder = new();
    JsonReaderState _json;
    JsonTokenType _last;

    enum Step
    {
        NeedsMore,
        Base64Value,
        Done,
    }

    public ImageResponseState Document { get; } = new();

    /// <summary>Reads to the end. What was whole before a failure stays in <see cref="Document"/>.</summary>
    /// <exception cref="CometApiException">The answer is broken.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            switch (ReadTokens())
            {
                case Step.Done:
                    return;
                case Step.Base64Value when await NextIsStringAsync(cancellationToken).ConfigureAwait(false):
                    int last = Document.Items.Count - 1;
                    await new Base64ImageReader(_buffer, _decoder, Document.Items[last], open(last)).ReadAsync(cancellationToken).ConfigureAwait(false);
                    AdvancePastString("\"\""u8);
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

        if (_buffer.Unread.StartsWith("\uFEFF"u8))
        {
            _buffer.Start = 3;
        }

        if (_buffer.SkipWhiteSpace(_buffer.Start) is int first && first < _buffer.End && _buffer.Bytes[first] == '<')
        {
            throw ErrorResponseParser.CreateForHtml(200, requestId: null);
        }
    }

    // Hands everything that is here to the JSON reader, token by token.
    Step ReadTokens()
    {
        Utf8JsonReader reader = new(_buffer.Unread, _buffer.Ended, _json);
        try
        {
            Step step = Step.NeedsMore;
            while (step == Step.NeedsMore && reader.Read())
            {
                _last = reader.TokenType;
                step = Document.ProcessToken(ref reader) ? Step.Base64Value : Step.NeedsMore;
            }

            _buffer.Advance((int)reader.BytesConsumed);
            _json = reader.CurrentState;
            return step == Step.NeedsMore && _buffer.Ended ? Step.Done : step;
        }
        catch (JsonException e)
        {
            throw ResponseBuffer.InvalidResponse(_buffer.Ended ? "The answer ended in the middle." : $"The answer is not correct JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw ResponseBuffer.InvalidResponse("A text of the answer is not correct UTF-8.", e);
        }
    }

    async Task<bool> NextIsStringAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _buffer.Advance(_buffer.SkipWhiteSpace(_buffer.Start) - _buffer.Start);
            if (_buffer.Unread.Length > 0)
            {
                return _buffer.Unread[0] == '"';
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
        int comma = _buffer.Unread[0] == ',' ? 1 : 0;
        bool isValue = _last == JsonTokenType.PropertyName || Document.InArray;
        if (!isValue || _buffer.Unread[comma] != '"')
        {
            throw ResponseBuffer.InvalidResponse($"The answer has a name or a number of more than {_buffer.Size:N0} bytes.");
        }

        _buffer.Start += comma + 1;
        while (!SkipPiece())
        {
            await _buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        AdvancePastString(comma == 1 ? ",\"\""u8 : "\"\""u8);
    }

    // Passes over what is here of a string; true when its closing quote was among it.
    bool SkipPiece()
    {
        JsonStringSegment piece = JsonStringSegment.Skip(_buffer.Bytes, _buffer.Start, _buffer.End);
        if (piece.Error is { } error)
        {
            throw ResponseBuffer.InvalidResponse(error);
        }

        _buffer.ValidateText(_buffer.Bytes, _buffer.Start, piece.Length);
        _buffer.Start = piece.Next;
        return piece.IsTerminated;
    }

    // Tells the JSON reader that a string was there.
    void AdvancePastString(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, _json);
        reader.Read();
        _last = reader.TokenType;
        Document.SkipValue();
        _json = reader.CurrentState;
    }
}
