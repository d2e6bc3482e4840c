namespace CometImages.Images;

/// <summary>Reads the header of an image's file in small steps. Their number is limited, so that a malicious file can't block.</summary>
/// <param name="file">The file, which need not be at its beginning.</param>
sealed class ImageHeaderReader(Stream file)
{
    const int MaxSteps = 10_000;
    const int MaxDataLength = 4 * 1024 * 1024;

    int _steps;
    long _remainingDataLength = MaxDataLength;

    public long Position => file.Position;

    public long Length => file.Length;

    public bool IsAtEnd => file.Position == file.Length;

    /// <summary>Reads the next bytes. Returns false if the file or the steps end before the last of them.</summary>
    public bool TryRead(Span<byte> bytes) => ++_steps <= MaxSteps && ReadUpTo(bytes).Length == bytes.Length;

    /// <summary>Reads data of a length that the file specifies. Returns null if the file or a limit for all data is exceeded.</summary>
    public byte[]? TryReadData(long length)
    {
        if (length < 0 || length > Length - Position || length > _remainingDataLength)
        {
            return null;
        }

        _remainingDataLength -= length;
        byte[] data = new byte[length];
        return TryRead(data) ? data : null;
    }

    /// <summary>Reads as many of the next bytes as the file has, and returns them.</summary>
    public ReadOnlySpan<byte> ReadUpTo(Span<byte> bytes)
    {
        int count = 0;
        int read;
        while (count < bytes.Length && (read = file.Read(bytes.Slice(count))) > 0)
        {
            count += read;
        }

        return bytes.Slice(0, count);
    }

    /// <summary>Moves to a position, at most to the end of the file.</summary>
    public void MoveTo(long position) => file.Position = Math.Min(position, file.Length);

    /// <summary>Moves forward, at most to the end of the file, or backward over bytes that were read.</summary>
    public void Skip(long count) => MoveTo(file.Position + count);
}
