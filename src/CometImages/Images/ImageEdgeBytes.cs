using System.Buffers.Binary;
using CometImages.Text;

namespace CometImages.Images;

/// <summary>
/// The length and the first and last bytes of an image that's received in segments. They show its format and whether it's complete.
/// </summary>
sealed class ImageEdgeBytes
{
    readonly byte[] _last = new byte[ImageFileFormat.SignatureLength];
    byte[] _first = new byte[ImageFileFormat.SignatureLength];
    int _firstCount;
    int _lastCount;
    ImageFileFormat? _format;

    public long Length { get; private set; }

    /// <summary>Gets a value that indicates whether the bytes so far aren't those of an image, whichever bytes follow.</summary>
    public bool IsNotImage { get; private set; }

    /// <summary>Gets the format, or null if the bytes so far don't show it.</summary>
    public ImageFileFormat? Format => _format ?? ImageFileFormat.Detect(FirstBytes, out _);

    public ReadOnlySpan<byte> LastBytes => _last.AsSpan(0, _lastCount);

    /// <summary>Gets the file length that a RIFF header (WebP) specifies, with the eight bytes that the header doesn't count.</summary>
    public long RiffLength => 8L + BinaryPrimitives.ReadUInt32LittleEndian(_first.AsSpan(4));

    ReadOnlySpan<byte> FirstBytes => _first.AsSpan(0, _firstCount);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        AppendFirst(bytes);
        AppendLast(bytes);
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

    // The buffer grows only while its bytes don't show whether they're an image, as before the root element of an SVG document.
    void AppendFirst(ReadOnlySpan<byte> bytes)
    {
        while (_format is null && !IsNotImage)
        {
            int count = Math.Min(bytes.Length, _first.Length - _firstCount);
            bytes.Slice(0, count).CopyTo(_first.AsSpan(_firstCount));
            bytes = bytes.Slice(count);
            _firstCount += count;
            if (_firstCount < _first.Length)
            {
                return;
            }

            _format = ImageFileFormat.Detect(FirstBytes, out bool needsMore);
            if (needsMore && _first.Length < ImageFileFormat.MaxSignatureLength)
            {
                Array.Resize(ref _first, 2 * _first.Length);
            }
            else
            {
                IsNotImage = _format is null;
            }
        }
    }

    void AppendLast(ReadOnlySpan<byte> bytes)
    {
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
}
