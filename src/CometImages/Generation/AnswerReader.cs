using System.Buffers;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
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

    /// <summary>The most bytes of an answer that are not pictures.</summary>
    const long MostOtherBytes = 64L << 20;

    readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
    readonly Utf8Check _text = new();
    readonly Base64Decoder _decoder = new();
    JsonReaderState _json;
    JsonTokenType _last;
    int _start;
    int _end;
    bool _ended;
    long _otherBytes;

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
                    await ReadPictureAsync(cancellationToken).ConfigureAwait(false);
                    StandIn();
                    break;
                case Step.NeedsMore when !HasRoom():
                    await SkipLongStringAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case Step.NeedsMore:
                    await FillAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _text.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    static CometApiException Broken(string what, Exception? inner = null) => new(CometErrorKind.BrokenAnswer, what, inner: inner) { MayHaveBeenCharged = true };

    // Hands everything that is here to the JSON reader, token by token.
    Step Scan()
    {
        Utf8JsonReader reader = new(_buffer.AsSpan(_start, _end - _start), _ended, _json);
        try
        {
            Step step = Step.NeedsMore;
            while (step == Step.NeedsMore && reader.Read())
            {
                _last = reader.TokenType;
                step = Document.Take(ref reader) ? Step.Picture : Step.NeedsMore;
            }

            Consume((int)reader.BytesConsumed);
            _json = reader.CurrentState;
            return step == Step.NeedsMore && _ended ? Step.Done : step;
        }
        catch (JsonException e)
        {
            throw Broken(_ended ? "The answer ended in the middle." : $"The answer is not correct JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw Broken("A text of the answer is not correct UTF-8.", e);
        }
    }

    void Consume(int count)
    {
        _text.Add(_buffer, _start, count);
        _start += count;
        CountOther(count);
    }

    // Whether more can be read: white space around a comma, which the JSON reader gives back, is cleared away first.
    bool HasRoom()
    {
        if (_end - _start < bufferSize)
        {
            return true;
        }

        int next = SkipWhiteSpace(_start);
        bool comma = next < _end && _buffer[next] == ',';
        next = comma ? SkipWhiteSpace(next + 1) : next;
        CountOther(next - _start);
        _start = next;
        if (comma)
        {
            _buffer[--_start] = (byte)',';
        }

        return _end - _start < bufferSize;
    }

    int SkipWhiteSpace(int index)
    {
        while (index < _end && _buffer[index] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            index++;
        }

        return index;
    }

    async Task<bool> NextIsStringAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Consume(SkipWhiteSpace(_start) - _start);
            if (_start < _end)
            {
                return _buffer[_start] == '"';
            }

            if (_ended)
            {
                return false;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task ReadPictureAsync(CancellationToken cancellationToken)
    {
        AnsweredPicture picture = Document.Pictures[Document.Pictures.Count - 1];
        PictureFile file = open(Document.Pictures.Count - 1);
        try
        {
            _start++;
            _decoder.Reset();
            while (!ReadPicturePiece(picture, file))
            {
                await FillMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            if (picture.Error is null)
            {
                FinishPicture(picture, file);
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

    // Decodes what is here of a picture; true when its closing quote was among it. A picture that cannot be kept is an error of
    // its own: the others of the answer go on.
    bool ReadPicturePiece(AnsweredPicture picture, PictureFile file)
    {
        StringPiece piece = StringPiece.Unescape(_buffer, _start, _end);
        if (piece.Error is { } error)
        {
            throw Broken(error);
        }

        ReadOnlySpan<byte> run = _buffer.AsSpan(_start, piece.Length);
        if (picture.Error is null)
        {
            bool legal = true;
            try
            {
                legal = _decoder.TryWrite(run, file);
            }
            catch (CometApiException e)
            {
                picture.Error = e;
            }

            if (!legal)
            {
                picture.Error = IllegalBase64();
                CheckText(_decoder.Held.ToArray(), 0, _decoder.Held.Length);
            }
        }

        if (picture.Error is not null)
        {
            CheckText(_buffer, _start, piece.Length);
            file.Dispose();
        }

        CountOther(piece.Next - _start - piece.Length);
        _start = piece.Next;
        return piece.Closed;
    }

    void FinishPicture(AnsweredPicture picture, PictureFile file)
    {
        try
        {
            if (_decoder.TryFinish(file))
            {
                file.Finish();
                picture.File = file;
            }
            else
            {
                CheckText(_decoder.Held.ToArray(), 0, _decoder.Held.Length);
                picture.Error = IllegalBase64();
            }
        }
        catch (CometApiException e) when (e.Kind != CometErrorKind.BrokenAnswer)
        {
            picture.Error = e;
        }
    }

    static CometApiException IllegalBase64() => Broken("A picture of the answer is not correct base64.");

    // A string's raw bytes must be UTF-8 without control characters, even if nobody wants them.
    void CheckText(byte[] bytes, int start, int count)
    {
        foreach (byte b in bytes.AsSpan(start, count))
        {
            if (b < 0x20)
            {
                throw Broken("The answer is not correct JSON: a control character stands in a string.");
            }
        }

        _text.Add(bytes, start, count);
        CountOther(count);
    }

    void CountOther(int count)
    {
        _otherBytes += count;
        if (_otherBytes > MostOtherBytes)
        {
            throw Broken("The answer has no end.");
        }
    }

    async Task SkipLongStringAsync(CancellationToken cancellationToken)
    {
        bool comma = _buffer[_start] == ',';
        bool isValue = _last == JsonTokenType.PropertyName || Document.InArray;
        if (!isValue || _buffer[comma ? _start + 1 : _start] != '"')
        {
            throw Broken($"The answer has a name or a number of more than {bufferSize:N0} bytes.");
        }

        if (comma)
        {
            StandIn(",\"\""u8);
        }

        _start += comma ? 2 : 1;
        while (true)
        {
            StringPiece piece = StringPiece.Skip(_buffer, _start, _end);
            if (piece.Error is { } error)
            {
                throw Broken(error);
            }

            CheckText(_buffer, _start, piece.Length);
            _start = piece.Next;
            if (piece.Closed)
            {
                break;
            }

            await FillMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!comma)
        {
            StandIn();
        }
    }

    void StandIn() => StandIn("\"\""u8);

    // Tells the JSON reader that a string was there.
    void StandIn(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, _json);
        reader.Read();
        _last = reader.TokenType;
        Document.TakeStandIn();
        _json = reader.CurrentState;
    }

    ValueTask FillMoreAsync(CancellationToken cancellationToken) =>
        _ended ? throw Broken("The answer ended in the middle.") : FillAsync(cancellationToken);

#if NET8_0_OR_GREATER
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int read = await body.ReadAsync(_buffer, _end, bufferSize - _end, cancellationToken).ConfigureAwait(false);
        _end += read;
        _ended = read == 0;
    }

    async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (_end < 3 && !_ended)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }

        if (SkipWhiteSpace(_start) is int first && first < _end && _buffer[first] == '<')
        {
            throw ErrorAnswer.ReadPage(200, requestId: null);
        }
    }
}
