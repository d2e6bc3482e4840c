using System.Buffers.Binary;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>The data of consecutive IDAT chunks, which is one zlib stream.</summary>
/// <param name="file">The file, after the header of the first IDAT chunk.</param>
/// <param name="length">The length of the first chunk.</param>
sealed class PngDataStream(Stream file, uint length) : Stream
{
    const int ChecksumLength = 4;

    long _remaining = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_remaining == 0)
        {
            if (!TryEnterNextChunk())
            {
                return 0;
            }
        }

        int read = file.Read(buffer, offset, (int)Math.Min(count, _remaining));
        _remaining -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    bool TryEnterNextChunk()
    {
        // The checksum of this chunk, and the length and the type of the next one.
        Span<byte> header = stackalloc byte[ChecksumLength + 8];
        if (new ImageHeaderReader(file).TryRead(header) && header.Slice(ChecksumLength + 4).SequenceEqual("IDAT"u8))
        {
            _remaining = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(ChecksumLength));
            return true;
        }

        // The image data ends at the first other chunk.
        file.Position = file.Length;
        return false;
    }
}
