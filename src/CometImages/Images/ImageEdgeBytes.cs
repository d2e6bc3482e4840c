using System.Buffers.Binary;
using CometImages.Text;

namespace CometImages.Images;

/// <summary>The length and the first and last bytes of an image that's received in segments. They show whether it's complete.</summary>
sealed class ImageEdgeBytes
{
    readonly byte[] _first = new byte[ImageFileFormat.SignatureLength];
    readonly byte[] _last = new byte[ImageFileFormat.SignatureLength];
    int _lastCount;

    public long Length { get; private set; }

    public ReadOnlySpan<byte> FirstBytes => _first.AsSpan(0, (int)Math.Min(Length, _first.Length));

    /// <summary>Gets the file length that a RIFF header (WebP) specifies, with the eight bytes that the header doesn't count.</summary>
    public long RiffLength => 8L + BinaryPrimitives.ReadUInt32LittleEndian(_first.AsSpan(4));

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length < _first.Length)
        {
            int count = (int)Math.Min(bytes.Length, _first.Length - Length);
            bytes.Slice(0, count).CopyTo(_first.AsSpan((int)Length));
        }

        Length += bytes.Length;
        if (bytes.Length >= _last.Length)
        {
            bytes.Slice(bytes.Length - _last.Length).CopyTo(_last);
            _lastCount = _last.Length;
            return;
        }

        int keep = Math.Min(_lastCount, _last.Length - bytes.Length);
        _last.AsSpan(_lastCount - keep, keep).CopyTo(_last);
        bytes.CopyTo(_last.AsSpan(keep));
        _lastCount = keep + bytes.Length;
    }

    public bool EndsWith(string hex)
    {
        int length = hex.Length / 2;
        if (_lastCount < length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (_last[_lastCount - length + i] != HexDigits.ParseByte(hex, 2 * i))
            {
                return false;
            }
        }

        return true;
    }
}
