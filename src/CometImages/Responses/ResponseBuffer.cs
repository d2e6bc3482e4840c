using System.Buffers;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using CometImages.Text;

namespace CometImages.Responses;

/// <summary>
/// The only block of a response that is held in memory. Data that isn't an image is checked to be valid UTF-8, and counted.
/// </summary>
/// <param name="body">The body of the response.</param>
/// <param name="size">The size of the block in bytes.</param>
sealed class ResponseBuffer(Stream body, int size) : IDisposable
{
    const long MaxNonImageBytes = 64L << 20;

    readonly Utf8Validator _text = new();
    long _nonImageBytes;

    public int Size { get; } = size;

    public byte[] Bytes { get; } = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The index of the first byte that wasn't processed.</summary>
    public int Start { get; set; }

    public int End { get; private set; }

    /// <summary>Whether the body has ended.</summary>
    public bool Ended { get; private set; }

    public ReadOnlySpan<byte> Unread => Bytes.AsSpan(Start, End - Start);

    public static CometApiException InvalidResponse(string detail, Exception? inner = null) =>
        new(CometErrorKind.InvalidResponse, detail, innerException: inner) { MayHaveBeenCharged = true };

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

        int read = await body.ReadAsync(Bytes.AsMemory(End, Size - End), cancellationToken).ConfigureAwait(false);
        End += read;
        Ended = read == 0;
    }

    /// <summary>Fills the buffer where the response must not end.</summary>
    public ValueTask FillMoreAsync(CancellationToken cancellationToken) =>
        Ended ? throw InvalidResponse("The response ended early.") : FillAsync(cancellationToken);

    /// <summary>Removes processed data that isn't an image.</summary>
    public void Advance(int count)
    {
        AppendText(Bytes, Start, count);
        Start += count;
    }

    /// <summary>Returns the index of the next byte that isn't white space.</summary>
    public int SkipWhiteSpace(int index)
    {
        while (index < End && Bytes[index] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            index++;
        }

        return index;
    }

    /// <summary>Returns whether the buffer can be filled. White space around a comma, which the JSON reader leaves, is removed first.</summary>
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

    /// <summary>Checks that a part of a string is valid UTF-8 without control characters, even if the string isn't kept.</summary>
    public void ValidateText(byte[] bytes, int start, int count)
    {
        foreach (byte b in bytes.AsSpan(start, count))
        {
            if (b < 0x20)
            {
                throw InvalidResponse("The response isn't valid JSON: a string contains a control character.");
            }
        }

        AppendText(bytes, start, count);
    }

    public void CountNonImageBytes(int count)
    {
        _nonImageBytes += count;
        if (_nonImageBytes > MaxNonImageBytes)
        {
            throw InvalidResponse("The response exceeds the limit of 64 MiB of data outside the images.");
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
            throw InvalidResponse("A string of the response isn't valid UTF-8.");
        }

        CountNonImageBytes(count);
    }
}
