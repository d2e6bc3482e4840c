using System.Buffers;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using CometImages.Text;
using CometImages.Transport;

namespace CometImages.Responses;

/// <summary>The one block of an answer that is held: it is filled from the body, and what was understood leaves it. Everything in it that is no picture is checked to be text, and counted.</summary>
/// <param name="body">The answer's body.</param>
/// <param name="size">How much is held, in bytes.</param>
sealed class ResponseBuffer(ResponseBodyReader body, int size) : IDisposable
{
    /// <summary>The most bytes of an answer that are not pictures.</summary>
    const long MaxNonImageBytes = 64L << 20;

    readonly Utf8Validator _text = new();
    long _otherBytes;

    public int Size { get; } = size;

    public byte[] Bytes { get; } = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Where what was not yet understood begins.</summary>
    public int Start { get; set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Whether the body has ended.</summary>
    public bool Ended { get; private set; }

    public ReadOnlySpan<byte> Unread => Bytes.AsSpan(Start, End - Start);

    public static CometApiException InvalidResponse(string what, Exception? inner = null) =>
        new(CometErrorKind.InvalidResponse, what, inner: inner) { MayHaveBeenCharged = true };

#if NET8_0_OR_GREATER
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (Start > 0)
        {
            Unread.CopyTo(Bytes);
            End -= Start;
            Start = 0;
        }

        int read = await body.ReadAsync(Bytes, End, Size - End, cancellationToken).ConfigureAwait(false);
        End += read;
        Ended = read == 0;
    }

    /// <summary>The same where the answer cannot end.</summary>
    public ValueTask FillMoreAsync(CancellationToken cancellationToken) =>
        Ended ? throw InvalidResponse("The answer ended in the middle.") : FillAsync(cancellationToken);

    /// <summary>Takes understood text out.</summary>
    public void Advance(int count)
    {
        AppendText(Bytes, Start, count);
        Start += count;
    }

    /// <summary>The first place from here on without white space.</summary>
    public int SkipWhiteSpace(int index)
    {
        while (index < End && Bytes[index] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            index++;
        }

        return index;
    }

    /// <summary>Whether more can be read: white space around a comma, which the JSON reader gives back, is cleared away first.</summary>
    public bool HasRoom()
    {
        if (End - Start < Size)
        {
            return true;
        }

        int next = SkipWhiteSpace(Start);
        bool comma = next < End && Bytes[next] == ',';
        next = comma ? SkipWhiteSpace(next + 1) : next;
        CountNonImageBytes(next - Start);
        Start = next;
        if (comma)
        {
            Bytes[--Start] = (byte)',';
        }

        return End - Start < Size;
    }

    /// <summary>Checks a piece of a string: UTF-8 without control characters, even if nobody wants it.</summary>
    public void ValidateText(byte[] bytes, int start, int count)
    {
        foreach (byte b in bytes.AsSpan(start, count))
        {
            if (b < 0x20)
            {
                throw InvalidResponse("The answer is not correct JSON: a control character stands in a string.");
            }
        }

        AppendText(bytes, start, count);
    }

    /// <summary>Counts what is no picture.</summary>
    public void CountNonImageBytes(int count)
    {
        _otherBytes += count;
        if (_otherBytes > MaxNonImageBytes)
        {
            throw InvalidResponse("The answer has no end.");
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        ArrayPool<byte>.Shared.Return(Bytes);
    }

    void AppendText(byte[] bytes, int start, int count)
    {
        if (!_text.TryAppend(bytes, start, count))
        {
            throw InvalidResponse("The response contains text that isn't valid UTF-8.");
        }

        CountNonImageBytes(count);
    }
}
