using System.Text.Json;
using CometImages.Errors;
using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>
/// Reads an image response while it arrives. System.Text.Json parses the grammar. Strings that may be large bypass it: an image is decoded
/// into its file, a long string that isn't kept is skipped, and an empty string takes their place. Only one buffer and the few kept
/// values are held in memory.
/// </summary>
/// <param name="body">The body of the response.</param>
/// <param name="sink">Creates the files of images.</param>
/// <param name="bufferSize">The maximum length of a name or number in bytes.</param>
sealed class ImageResponseReader(Stream body, IImageSink sink, int bufferSize = ImageResponseReader.DefaultBufferSize) : IDisposable
{
    public const int DefaultBufferSize = 64 * 1024;

    // Long enough to detect what isn't JSON.
    const int MinPrefixLength = 6;

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

    public ImageResponseState State { get; } = new();

    /// <summary>Reads to the end. After an error, <see cref="State"/> keeps what was received completely.</summary>
    /// <exception cref="CometApiException">The response is invalid.</exception>
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
                    int last = State.Items.Count - 1;
                    Base64ImageReader image = new(_buffer, _decoder, State.Items[last], sink.CreateWriter(last));
                    await image.ReadAsync(cancellationToken).ConfigureAwait(false);
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

    // Skips a byte order mark, and detects an HTML page or a stream of events.
    async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (_buffer.End < MinPrefixLength && !_buffer.Ended)
        {
            await _buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_buffer.Unread.StartsWith("\uFEFF"u8))
        {
            _buffer.Start = 3;
        }

        ReadOnlySpan<byte> text = _buffer.Unread.Slice(_buffer.SkipWhiteSpace(_buffer.Start) - _buffer.Start);
        if (text.StartsWith("<"u8))
        {
            throw ErrorResponseParser.CreateForHtml(200, requestId: null);
        }

        if (text.StartsWith("event:"u8) || text.StartsWith("data:"u8) || text.StartsWith(":"u8))
        {
            throw new CometApiException(
                CometErrorKind.InvalidResponse,
                "The response is a stream of events, which isn't supported.",
                "Check the account's usage log, and remove 'stream' from the request.")
            {
                MayHaveBeenCharged = true,
            };
        }
    }

    // Reads all tokens in the buffer.
    Step ReadTokens()
    {
        Utf8JsonReader reader = new(_buffer.Unread, _buffer.Ended, _json);
        try
        {
            Step step = Step.NeedsMore;
            while (step == Step.NeedsMore && reader.Read())
            {
                _last = reader.TokenType;
                step = State.ProcessToken(ref reader) ? Step.Base64Value : Step.NeedsMore;
            }

            _buffer.Advance((int)reader.BytesConsumed);
            _json = reader.CurrentState;
            return step == Step.NeedsMore && _buffer.Ended ? Step.Done : step;
        }
        catch (JsonException e)
        {
            throw ResponseBuffer.InvalidResponse(_buffer.Ended ? "The response ended early." : $"The response isn't valid JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw ResponseBuffer.InvalidResponse("A string of the response isn't valid UTF-8.", e);
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
        bool isValue = _last == JsonTokenType.PropertyName || State.InArray;
        if (!isValue || _buffer.Unread[comma] != '"')
        {
            throw ResponseBuffer.InvalidResponse(FormattableString.Invariant($"The response contains a name or number of more than {_buffer.Size} bytes."));
        }

        _buffer.Start += comma + 1;
        while (!SkipSegment())
        {
            await _buffer.FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        AdvancePastString(comma == 1 ? ",\"\""u8 : "\"\""u8);
    }

    // Skips what the buffer contains of a string. Returns whether it includes the closing quote.
    bool SkipSegment()
    {
        JsonStringSegment segment = JsonStringSegment.Skip(_buffer.Bytes, _buffer.Start, _buffer.End);
        if (segment.Error is { } error)
        {
            throw ResponseBuffer.InvalidResponse(error);
        }

        _buffer.ValidateText(_buffer.Bytes, _buffer.Start, segment.Length);
        _buffer.Start = segment.Next;
        return segment.IsTerminated;
    }

    // Makes the JSON reader continue after a string.
    void AdvancePastString(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, _json);
        reader.Read();
        _last = reader.TokenType;
        State.SkipValue();
        _json = reader.CurrentState;
    }
}
