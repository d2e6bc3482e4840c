using System.Buffers.Binary;
using CometImages.Text;

namespace CometImages.Images;

/// <summary>What is kept of a picture that streams by, to tell whether it came to its own end: its first and last bytes, and its length.</summary>
sealed class ImageEdgeBytes
{
    readonly byte[] _first = new byte[ImageFileFormat.SignatureLength];
    readonly byte[] _last = new byte[ImageFileFormat.SignatureLength];
    int _kept;

    public long Length { get; private set; }

    public ReadOnlySpan<byte> FirstBytes => _first.AsSpan(0, (int)Math.Min(Length, _first.Length));

    /// <summary>The length that a RIFF header (WebP) tells, its own eight bytes included.</summary>
    public long RiffLength => 8L + BinaryPrimitives.ReadUInt32LittleEndian(_first.AsSpan(4));

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length < _first.Length)
        {
            ReadOnlySpan<byte> opening = bytes.Slice(0, (int)Math.Min(bytes.Length, _first.Length - Length));
            opening.CopyTo(_first.AsSpan((int)Length));
        }

        Length += bytes.Length;
        if (bytes.Length >= _last.Length)
        {
            bytes.Slice(bytes.Length - _last.Length).CopyTo(_last);
            _kept = _last.Length;
            return;
        }

        int keep = Math.Min(_kept, _last.Length - bytes.Length);
        _last.AsSpan(_kept - keep, keep).CopyTo(_last);
        bytes.CopyTo(_last.AsSpan(keep));
        _kept = keep + bytes.Length;
    }

    public bool EndsWith(string hex)
    {
        int length = hex.Length / 2;
        for (int i = 0; i < length; i++)
        {
            if (_kept < length || _last[_kept - length + i] != HexDigits.ParseByte(hex, 2 * i))
            {
                return false;
            }
        }

        return true;
    }
}
